import { isBuiltin } from 'node:module'
import { fileOf, type Source } from './source.ts'

interface Effect {
  readonly name: string
  readonly modules: RegExp
  readonly code: RegExp
  /** Folders and beginnings of file names below src. */
  readonly places: readonly string[]
}

const adapters = 'models/adapters/'
const decorators = 'models/decorators/'
const render = 'plots/render'
/** Where use cases fill in what a program leaves out: the clock, the folder and the version of this process. */
const defaults = ['usecases/session.ts', 'usecases/doctor.ts', 'usecases/score.ts']

const effects: readonly Effect[] = [
  {
    name: 'the network',
    modules: /^(?:https?|http2|net|tls|dgram|dns(?:\/promises)?)$/,
    code: /(?<!\.)\bfetch\s*\(|\bglobalThis\.fetch\b|\bnew\s+(?:WebSocket|EventSource)\b/,
    places: [adapters, 'jobs/', 'cli/'],
  },
  {
    name: 'the disk',
    modules: /^(?:fs(?:\/promises)?|sqlite)$/,
    code: /\bprocess\.(?:chdir|loadEnvFile)\b/,
    places: [adapters, 'store/', render, 'report/', 'matchers/', 'jobs/', 'cli/'],
  },
  {
    name: 'the clock',
    modules: /^(?:timers(?:\/promises)?|perf_hooks)$/,
    code: /\bDate\.now\b|\bnew\s+Date\b(?!\s*\(\s*[^\s)])|(?<!\bnew\s)\bDate\s*\(|\bperformance\.|\b(?:setTimeout|setInterval)\s*\(|\bAbortSignal\.timeout\b|\bprocess\.hrtime\b/,
    places: [adapters, decorators, 'store/', ...defaults, 'jobs/', 'cli/'],
  },
  {
    name: 'chance',
    modules: /^$/,
    code: /\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\bgetRandomValues\b/,
    places: [adapters, decorators, 'store/', 'jobs/', 'cli/'],
  },
]

/** Modules of Node that only compute. */
const pureModules = /^(?:assert|async_hooks|buffer|crypto|path|url|util)$/

/** Where the other modules of Node may be imported: processes, modules, streams. */
const systemPlaces = [
  adapters,
  'store/',
  render,
  'report/',
  'usecases/session.ts',
  'matchers/',
  'jobs/',
  'cli/',
]

const libraries: readonly { readonly name: RegExp; readonly places: readonly string[] }[] = [
  {
    name: /^zod$/,
    places: ['store/', 'models/', 'report/', 'matchers/', 'jobs/', 'cli/', 'usecases/shard-plan.ts'],
  },
  { name: /^@observablehq\/plot$/, places: ['plots/'] },
  { name: /^p-queue$/, places: [decorators] },
  { name: /^(?:@energetic-ai|@huggingface|@ai-sdk)\//, places: [adapters] },
  { name: /^(?:linkedom|@resvg\/resvg-js|subset-font|pdfkit|svg-to-pdfkit)$/, places: [render] },
  { name: /^(?:fast-png|fflate)$/, places: ['plots/'] },
  { name: /^(?:jstat|ml-matrix)$/, places: ['math/'] },
  { name: /^hyparquet(?:-writer|-compressors)?$/, places: ['store/table/', 'report/', 'cli/'] },
  { name: /^csv-parse\/sync$/, places: ['store/table/'] },
  { name: /^yaml$/, places: ['report/export/', 'cli/'] },
  { name: /^(?:bullmq|ioredis)$/, places: ['jobs/'] },
  { name: /^(?:@commander-js\/extra-typings|listr2)$/, places: ['cli/'] },
  { name: /^(?:hono(?:\/.+)?|@hono\/node-server|chokidar|open)$/, places: ['cli/view/'] },
]

/** Effects and libraries outside the places that may have them; `import type` has no effect. */
export function effectBreaches(sources: readonly Source[]): string[] {
  return sources.flatMap(source => [...moduleBreaches(source), ...codeBreaches(source)])
}

function moduleBreaches({ path, imports }: Source): string[] {
  return imports
    .filter(({ specifier, typeOnly }) => !typeOnly && fileOf(path, specifier) === undefined)
    .filter(({ specifier }) => !isIn(path, placesOf(specifier)))
    .map(({ specifier }) => `${path} imports ${specifier}`)
}

function placesOf(specifier: string): readonly string[] | 'anywhere' {
  if (!isBuiltin(specifier)) return libraries.find(({ name }) => name.test(specifier))?.places ?? []
  const name = specifier.replace(/^node:/, '')
  if (pureModules.test(name)) return 'anywhere'
  return effects.find(({ modules }) => modules.test(name))?.places ?? systemPlaces
}

function codeBreaches({ path, code }: Source): string[] {
  const touched = effects.filter(effect => effect.code.test(code) && !isIn(path, effect.places))
  const breaches = touched.map(({ name }) => `${path} touches ${name}`)
  const loadsUnknown = /\bimport\s*\((?!\s*(['"`]) *\1)/.test(code) && !isIn(path, systemPlaces)
  return loadsUnknown ? [...breaches, `${path} imports a module by a computed name`] : breaches
}

function isIn(path: string, places: readonly string[] | 'anywhere'): boolean {
  return places === 'anywhere' || places.some(place => path.startsWith(place))
}
