import { fileOf, type Source } from './source.ts'

/** From the bottom up: a file imports its own layer and lower ones only. */
const layers = [
  'base',
  'math',
  'series',
  'store',
  'models',
  'matrix',
  'measures',
  'experiments',
  'findings',
  'plots',
  'report',
  'usecases',
  'statistics.ts',
  'index.ts',
  'published',
  'matchers',
  'jobs',
  'cli',
]

/** Layers that know less than their place would let them. */
const knows: Readonly<Record<string, readonly string[]>> = {
  store: ['base'],
  models: ['base', 'math', 'store'],
  'statistics.ts': ['base', 'math'],
  published: ['index.ts', 'statistics.ts'],
}

function layerOf(path: string): string {
  return path.split('/')[0]!
}

/** Imports that go up, or to a layer that this one must not know. */
export function layerBreaches(sources: readonly Source[]): string[] {
  return sources.flatMap(source => {
    const layer = layerOf(source.path)
    if (!layers.includes(layer)) return [`${source.path} is in no layer`]
    return source.imports
      .map(({ specifier }) => fileOf(source.path, specifier))
      .filter(target => target !== undefined)
      .filter(target => !mayImport(layer, layerOf(target)) || isPublicBelow(layer, target))
      .map(target => `${source.path} imports ${target}`)
  })
}

/** The public API is for users: of our own code the published analyses alone stand on it, as the proof that it suffices. */
function isPublicBelow(layer: string, target: string): boolean {
  return ['index.ts', 'statistics.ts'].includes(target) && layer !== 'published'
}

function mayImport(layer: string, other: string): boolean {
  if (other === layer) return true
  if (knows[layer] !== undefined) return knows[layer].includes(other)
  return layers.includes(other) && layers.indexOf(other) < layers.indexOf(layer)
}

/** Each file that can be reached from itself, with the way round; types count. */
export function cycles(sources: readonly Source[]): string[] {
  const imported = new Map(
    sources.map(({ path, imports }) => [path, imports.map(({ specifier }) => fileOf(path, specifier))]),
  )
  const found: string[] = []
  const finished = new Set<string>()
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(' → '))
    if (way.includes(path) || finished.has(path)) return
    for (const next of imported.get(path) ?? []) if (next !== undefined) visit(next, [...way, path])
    finished.add(path)
  }
  for (const { path } of sources) visit(path, [])
  return found
}
