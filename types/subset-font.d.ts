declare module 'subset-font' {
  /** The part of a font that draws some letters. */
  export default function subsetFont(
    font: Buffer,
    letters: string,
    options: { readonly targetFormat: 'woff2' | 'woff' | 'sfnt' },
  ): Promise<Buffer>
}
