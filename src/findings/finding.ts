import {
  type Run,
  type RunFinding,
  type RunMeasure,
  type RunModel,
  runIndex,
  type Verdict,
} from '../store/run.ts'

/** A run that has its numbers and no findings yet. */
export type Evidence = Pick<Run, 'models' | 'series' | 'measures' | 'verdicts' | 'cases' | 'same' | 'uses'>

/** One rule that turns numbers into sentences. A new one is a file and a line in catalogue.ts. */
export interface FindingRule {
  /**
   * What it reports by id, each with a page in docs/findings, and the phrase that says it of several models; null where
   * the table of models says it.
   */
  readonly reports: Readonly<Record<string, Translations | null>>
  readonly findings: (run: Evidence) => RunFinding[]
}

/** How grave a finding is: less comes first. */
export const gravity: Readonly<Record<RunFinding['severity'], number>> = { warning: 0, notice: 1, info: 2 }

/** The languages of a finding. */
export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

/** A text in every language. */
export type Translations = Readonly<Record<Language, string>>

/** The same in every language. */
export function inAll<T>(say: (language: Language) => T): Record<Language, T> {
  return { en: say('en'), zh: say('zh') }
}

/** A measure that has a value. */
export type Known = RunMeasure & { readonly value: number }

function isKnown(measure: RunMeasure): measure is Known {
  return measure.value !== null
}

/** What one model was measured at when it was asked in one way. */
export interface Asked {
  readonly model: string
  readonly prompt: string | null
  readonly measures: readonly Known[]
}

/** The values of a measure by model and prompt, references apart, in the order of the run. */
export function valuesOf(run: Evidence, id: string): Asked[] {
  const probed = new Set(run.models.filter(({ kind }) => kind !== 'reference').map(model => model.id))
  const known = run.measures.filter(
    (measure): measure is Known => measure.id === id && isKnown(measure) && probed.has(measure.model),
  )
  return [...Map.groupBy(known, ({ model, prompt }) => JSON.stringify([model, prompt])).values()].map(
    measures => ({ model: measures[0].model, prompt: measures[0].prompt, measures }),
  )
}

/** The value of a measure of a model on a series; undefined where it has none. */
export function valueOn(
  run: Evidence,
  { model, prompt }: Pick<Asked, 'model' | 'prompt'>,
  series: string,
  id: string,
): Known | undefined {
  const measure = runIndex(run).measure({ series, model, prompt }, id)
  return measure !== undefined && isKnown(measure) ? measure : undefined
}

/** What is said of a model on a series in a word; undefined where nothing is. */
export function runVerdict(
  run: Evidence,
  { model, prompt }: Pick<Asked, 'model' | 'prompt'>,
  series: string,
): Verdict | undefined {
  return runIndex(run).verdict({ series, model, prompt })
}

/** Where a reader finds what a sentence stands on. */
export function evidenceOf(...measures: readonly Known[]): RunFinding['evidence'] {
  return measures.map(({ series, model, id }) => ({ series, model, measure: id }))
}

/** A model as a sentence names it, with its question where it was asked several. */
export function nameOf(
  run: Evidence,
  { model, prompt }: Pick<Asked, 'model' | 'prompt'>,
  language: Language,
): string {
  const name = modelName(run, model, language)
  const several = [...run.measures, ...run.verdicts].some(
    other => other.model === model && isOther(other.prompt, prompt),
  )
  if (prompt === null || !several) return name
  return language === 'en' ? `${name} (asked “${prompt}”)` : `${name}（问题为“${prompt}”）`
}

/** Whether a measure answers to another question of the main experiment; that about zero is none. */
function isOther(prompt: string | null, than: string | null): boolean {
  return prompt?.includes('{d}') === true && prompt !== than
}

/** A model as a sentence names it. */
export function modelName(run: Pick<Evidence, 'models'>, id: string, language: Language = 'en'): string {
  const model = run.models.find(candidate => candidate.id === id)!
  if (model.kind === 'reference') return id.replace('reference:', '')
  return inRole(shortSpec(run, model), { kind: model.kind, standIn: model.standIn }, language)
}

/** A name with what the model serves as. */
export function inRole(
  name: string,
  { kind, standIn }: { readonly kind: 'embedder' | 'reranker'; readonly standIn: boolean },
  language: Language,
): string {
  return { en: englishRoles, zh: chineseRoles }[language][standIn ? 'standIn' : kind](name)
}

const englishRoles = {
  embedder: (spec: string) => `${spec} as embedder`,
  reranker: (spec: string) => `${spec} as reranker`,
  standIn: (spec: string) => `${spec} standing in as reranker`,
}

const chineseRoles = {
  embedder: (spec: string) => `${spec}（向量模型）`,
  reranker: (spec: string) => `${spec}（重排序模型）`,
  standIn: (spec: string) => `${spec}（代替重排序模型）`,
}

/** The label of a model; without one, the least of its spec that tells it apart from the others of its kind: of a folder its name, without options if it can be. */
export function shortSpec(run: Pick<Evidence, 'models'>, { id, kind, spec, label }: RunModel): string {
  if (label !== null) return label
  const owners = ownersOf(run.models)
  const isAlone = (way: Shorten) =>
    [...(owners.get(ownerKey(kind, way, spec)) ?? [])].every(other => other === id)
  return ways.find(isAlone)?.(spec) ?? spec
}

type Shorten = (spec: string) => string

const ways: readonly Shorten[] = [spec => withoutFolders(withoutOptions(spec)), withoutFolders]

/** Runs may hold thousands of models, and each is named often. */
const knownOwners = new WeakMap<readonly RunModel[], ReadonlyMap<string, ReadonlySet<string>>>()

/** The ids of the models that each short name could mean. */
function ownersOf(models: readonly RunModel[]): ReadonlyMap<string, ReadonlySet<string>> {
  const known = knownOwners.get(models)
  if (known !== undefined) return known
  const owners = new Map<string, Set<string>>()
  for (const { id, kind, spec } of models)
    for (const way of ways) {
      const key = ownerKey(kind, way, spec)
      owners.set(key, (owners.get(key) ?? new Set()).add(id))
    }
  knownOwners.set(models, owners)
  return owners
}

function ownerKey(kind: RunModel['kind'], way: Shorten, spec: string): string {
  return `${kind} ${ways.indexOf(way)} ${way(spec)}`
}

function withoutOptions(spec: string): string {
  return spec.replace(/\?.*$/s, '')
}

/** `../models/encoder?dtype=q8` → `encoder?dtype=q8`; what is no path stays as it is. */
function withoutFolders(spec: string): string {
  const options = spec.indexOf('?')
  const path = options === -1 ? spec : spec.slice(0, options)
  if (!/^(?:folder:)?[./~]/.test(path)) return spec
  let end = path.length
  while (path[end - 1] === '/') end--
  const start = path.lastIndexOf('/', end - 1) + 1
  return start === 0 || start >= end ? spec : path.slice(start, end) + spec.slice(path.length)
}

/** A list as the language writes it: a, b and c. */
export function enumerated(items: readonly string[], language: Language = 'en'): string {
  if (language === 'zh') return items.join('、')
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`
}
