/** The tokens of a text, each in a box, as the tokenizer splits it. */
export function Tokens({ of }: { readonly of: readonly string[] }) {
  return (
    <span class="tokens">
      {of.map(token => (
        <code>
          <bdi>{token}</bdi>
        </code>
      ))}
    </span>
  )
}
