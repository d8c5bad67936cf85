/** A table of text, for a terminal and for Markdown. */
export interface TextTable {
  readonly columns: readonly { readonly title: string; readonly align?: 'right' }[]
  readonly rows: readonly (readonly string[])[]
}
