/** How a model's tokenizer splits a text; for showing and explaining, never for making requests. */
export interface Tokenizer {
  /** What distinguishes it from another one of the same model; where it is the model's own, the model's identity does. */
  readonly id?: string
  /** The pieces of `text` in order, as the vocabulary writes them. */
  tokens(text: string): Promise<readonly string[]>
}
