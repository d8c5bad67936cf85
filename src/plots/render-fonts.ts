import { fileURLToPath } from 'node:url'

/** Source Sans 3 3.052, which comes with the package: a file for each weight. Kept figures follow the version in the names. */
export function fontFiles(): { readonly path: string; readonly weight: number }[] {
  return [
    { weight: 400, name: 'SourceSans3-3.052-Regular' },
    { weight: 600, name: 'SourceSans3-3.052-SemiBold' },
  ].map(({ weight, name }) => ({
    weight,
    path: fileURLToPath(new URL(`../../fonts/${name}.ttf`, import.meta.url)),
  }))
}
