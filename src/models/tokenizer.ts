/** How a model's tokenizer splits a text; for showing and explaining, never for making requests. */
export interface Tokenizer {
  /** The pieces of `text` in order, as the vocabulary writes them. */
  tokens(text: string): Promise<readonly string[]>
}
