import { createRequire } from 'node:module'

/** The font that comes with the package, a file for each weight. */
export function fontFiles(): { readonly path: string; readonly weight: number }[] {
  const { resolve } = createRequire(import.meta.url)
  return [
    { weight: 400, name: '400Regular/SourceSans3_400Regular' },
    { weight: 600, name: '600SemiBold/SourceSans3_600SemiBold' },
  ].map(({ weight, name }) => ({ weight, path: resolve(`@expo-google-fonts/source-sans-3/${name}.ttf`) }))
}
