import type { Run, RunFinding } from '../../store/run.ts'
import { findingCatalogue } from '../catalogue.ts'
import { enumerated, gravity, inAll, type Language, modelName, type Translations } from '../finding.ts'
import type { NamedRun } from './entrants.ts'
import type { ModelRow } from './model-rows.ts'

/** What several models have in common, as one sentence, with the findings behind it. */
export interface SharedFinding {
  readonly id: string
  readonly severity: RunFinding['severity']
  readonly text: Translations
  readonly findings: readonly { readonly run: Run; readonly finding: RunFinding }[]
}

/** What each finding says of several models; null where the table of models says it. */
const phrases = new Map(findingCatalogue.flatMap(({ reports }) => Object.entries(reports)))

/**
 * The findings of some runs, one sentence for each sort: the gravest first, of equally grave ones that of most models.
 * What stands in the table of models is left out.
 * @param rows the models of the runs
 */
export function sharedFindings(runs: readonly NamedRun[], rows: readonly ModelRow[]): SharedFinding[] {
  const all = runs.flatMap(({ name, run }) =>
    run.findings.map(finding => ({ name, run, finding, labels: labelsOf(name, run, finding, rows) })),
  )
  const sorts = Map.groupBy(all, ({ finding }) => finding.id)
  for (const [id, phrase] of phrases) if (phrase === null) sorts.delete(id)
  return [...sorts]
    .map(([id, found]) => {
      const labels = rows
        .map(({ label }) => label)
        .filter(label => found.some(each => each.labels.includes(label)))
      const gravest = found.reduce((most, each) =>
        gravity[each.finding.severity] < gravity[most.finding.severity] ? each : most,
      ).finding
      return {
        id,
        severity: gravest.severity,
        text: inAll(language => sentence(id, gravest, labels, rows.length, language)),
        findings: found.map(({ run, finding }) => ({ run, finding })),
        count: labels.length,
      }
    })
    .sort((a, b) => gravity[a.severity] - gravity[b.severity] || b.count - a.count)
    .map(({ count: _count, ...shared }) => shared)
}

/** The models that a finding is about: those of its evidence, and where it has none those that it names. */
function labelsOf(
  name: string,
  run: Run,
  { evidence, text }: RunFinding,
  rows: readonly ModelRow[],
): string[] {
  const proven = new Set(evidence.map(({ model }) => model))
  const isMeant = (model: string) =>
    proven.size > 0 ? proven.has(model) : text.en.includes(modelName(run, model))
  const models = new Set(
    run.models.filter(({ id, kind }) => kind !== 'reference' && isMeant(id)).map(({ id }) => id),
  )
  return rows
    .filter(({ model, parts }) => models.has(model) && parts.includes(name))
    .map(({ label }) => label)
}

/** Names that a sentence lists; of more it says how many. */
const maxNames = 4

function sentence(
  id: string,
  finding: RunFinding,
  labels: readonly string[],
  all: number,
  language: Language,
): string {
  const own = finding.text[language] ?? finding.text.en
  const phrase = phrases.get(id)?.[language]
  if (phrase === undefined || labels.length === 0) return own
  const names = enumerated(labels.slice(0, maxNames), language)
  const words = sentenceWords[language]
  if (labels.length === all && all > 1) return words.all(phrase, all)
  if (labels.length <= maxNames) return words.some(phrase, names)
  return words.many(phrase, labels.length, all)
}

const sentenceWords = {
  en: {
    all: (phrase: string, count: number) => `${phrase}: all ${count} models.`,
    some: (phrase: string, names: string) => `${phrase}: ${names}.`,
    many: (phrase: string, count: number, all: number) => `${phrase}: ${count} of ${all} models.`,
  },
  zh: {
    all: (phrase: string, count: number) => `${phrase}：全部 ${count} 个模型。`,
    some: (phrase: string, names: string) => `${phrase}：${names}。`,
    many: (phrase: string, count: number, all: number) => `${phrase}：${all} 个模型中的 ${count} 个。`,
  },
}
