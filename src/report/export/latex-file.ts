import { NumeracyError } from '../../base/error.ts'
import { labelled, type NamedRun } from '../../findings/comparison/entrants.ts'
import { ends, percent } from '../../findings/number.ts'
import { useNames, useOrder } from '../../findings/use-lines.ts'
import { type Run, type RunMeasure, type RunUse, runIndex } from '../../store/run.ts'
import type { Exported, ToWrite } from './format.ts'
import { foreignNote, latexText } from './latex-text.ts'
import { type Selector, selected } from './selection.ts'

/** The measures of the table, where a run has a value of them, as its head names them. */
const shownMeasures: readonly { readonly id: string; readonly head: string }[] = [
  { id: 'concordance', head: 'concordance' },
  { id: 'digit-order', head: 'digit order' },
  { id: 'rsa', head: 'RSA' },
  { id: 'caret', head: 'straightness' },
  { id: 'spread', head: 'spread $\\downarrow$' },
  { id: 'ndcg@10', head: 'nDCG@10' },
]

/** A model of a run that was asked in one way. */
interface Row {
  readonly run: string
  readonly held: Run
  readonly model: string
  readonly prompt: string | null
  readonly kind: 'embedder' | 'reranker'
  readonly label: string
}

/** A cell: what was measured, and below it its interval. */
interface Score {
  readonly value: string
  readonly interval: string
}

/**
 * Tables for LaTeX, models as rows: what they may be used for and their index, where a run has it, then their measures,
 * a block for each series. To be read by \input, with the packages booktabs and graphicx.
 * @throws NumeracyError `unknown` when nothing is meant, `input` where no run has a score of a model
 */
export async function latexExport({ runs, name, selector }: ToWrite): Promise<Exported> {
  const rows = rowsOf(runs, selector)
  const tables = [usesTable(rows, selector), seriesTable(rows, selector)].filter(table => table !== null)
  const { tool, seed } = runs[0].run
  const text = [
    `% Written by numeracy ${tool.version}. In the preamble: \\usepackage{booktabs,graphicx}. In the text: \\input{${name.replace(/\.tex$/i, '')}}`,
    ...tables.map(table => tableText(table, `numeracy ${tool.version}, seed ${seed}.`)),
  ].join('\n')
  const note = foreignNote([
    ...rows.map(({ label }) => label),
    ...rows.flatMap(({ held }) => seriesNames(held)),
  ])
  return { files: new Map([[name, text]]), of: {}, note }
}

function rowsOf(runs: readonly NamedRun[], selector: Selector): Row[] {
  const perRun = runs.map(({ name, run }) => {
    const scored = [
      ...run.measures.filter(({ id }) => id === 'concordance'),
      // Of a use the series is none.
      ...(selector.series === null ? (run.uses ?? []).map(use => ({ ...use, series: '' })) : []),
    ].filter(({ model }) => run.models.find(({ id }) => id === model)!.kind !== 'reference')
    const places = scored.map(({ series, model, prompt }) => ({
      series,
      model,
      prompt,
      experiment: 'pairs' as const,
    }))
    return { name, run, places }
  })
  if (perRun.every(({ places }) => places.length === 0))
    throw new NumeracyError(
      'input',
      'export: no run holds a score of a model, which the table is made of. Give a run of `numeracy probe`.',
    )
  const chosen = perRun.flatMap(({ name, run, places }) => {
    try {
      const meant = selected(run, places, selector)
      const ways = new Map(
        meant.map(({ model, prompt }) => [JSON.stringify([model, prompt]), { model, prompt }]),
      )
      return [...ways.values()].map(way => ({
        ...way,
        run: name,
        held: run,
        kind: run.models.find(({ id }) => id === way.model)!.kind as Row['kind'],
      }))
    } catch (error) {
      // It need be in one of several runs alone.
      if (runs.length > 1 && error instanceof NumeracyError) return []
      throw error
    }
  })
  if (chosen.length === 0) selected(perRun[0].run, perRun[0].places, selector)
  return labelled(runs, chosen)
}

interface Table {
  readonly label: string
  readonly caption: string
  readonly heads: readonly string[]
  /** Blocks of lines, each under a heading of its own or none. */
  readonly blocks: readonly {
    readonly heading: string | null
    readonly lines: readonly { readonly label: string; readonly scores: readonly (Score | null)[] }[]
    /** What guessing gets; null: not shown. */
    readonly chance: readonly string[] | null
  }[]
}

function usesTable(rows: readonly Row[], { series }: Selector): Table | null {
  if (series !== null) return null
  const useOf = ({ held, model, prompt }: Row, use: RunUse['use']) =>
    held.uses?.find(each => each.model === model && each.prompt === prompt && each.use === use)
  const indexOf = ({ held, model, prompt }: Row) =>
    held.indexes?.find(each => each.model === model && each.prompt === prompt)
  const uses = useOrder.filter(use => rows.some(row => useOf(row, use) !== undefined))
  const hasIndex = rows.some(row => indexOf(row) !== undefined)
  if (uses.length === 0 && !hasIndex) return null
  const lines = rows
    .filter(row => indexOf(row) !== undefined || uses.some(use => useOf(row, use) !== undefined))
    .map(row => {
      const index = indexOf(row)
      const whole = (value: number) => number(value, 1)
      return {
        label: row.label,
        scores: [
          ...(hasIndex ? [index === undefined ? null : score(index.value, index.interval, whole)] : []),
          ...uses.map(use => {
            const found = useOf(row, use)
            return found === undefined ? null : score(found.value, found.interval, share)
          }),
        ],
      }
    })
  return {
    label: 'tab:numeracy-uses',
    caption:
      'What the models may be used for: share of questions answered as they should be, or of duplicates found with few false merges, with 95 % intervals below.' +
      (hasIndex ? ' The index is 0 for comparing characters and 100 for a perfect model.' : ''),
    heads: [...(hasIndex ? ['index'] : []), ...uses.map(use => stacked(useNames[use].en))],
    blocks: [{ heading: null, lines, chance: null }],
  }
}

function seriesTable(rows: readonly Row[], selector: Selector): Table | null {
  const measureOf = (row: Row, series: string, id: string) =>
    runIndex(row.held).measure({ series, model: row.model, prompt: row.prompt }, id)
  const series = [
    ...new Map(rows.flatMap(({ held }) => held.series.map(each => [each.id, each] as const))).values(),
  ].filter(
    ({ id }) =>
      (selector.series === null || id === selector.series) &&
      rows.some(row => measureOf(row, id, 'concordance') !== undefined),
  )
  if (series.length === 0) return null
  const shown = shownMeasures.filter(({ id }) =>
    series.some(each => rows.some(row => measureOf(row, each.id, id)?.value != null)),
  )
  const blocks = series.map(({ id, texts }) => {
    const judged = rows.filter(row => measureOf(row, id, 'concordance') !== undefined)
    const [first] = judged
    const chances = shown.map(measure => measureOf(first, id, measure.id)?.chance ?? null)
    const lines = judged.map(row => {
      const [headline, ...others] = shown.map(measure => scoreOf(measureOf(row, id, measure.id)))
      const floor = measureOf(row, id, 'concordance')?.floor ?? null
      return {
        label: row.label,
        scores: [
          headline,
          floor === null ? null : { value: number(floor.value, 2), interval: '' },
          ...others,
        ],
      }
    })
    const cells = chances.map(chance => (chance === null ? '' : number(chance, 2)))
    return {
      heading: `\\emph{${latexText(id)}}: ${texts.length} documents`,
      lines,
      chance: [cells[0], '', ...cells.slice(1)],
    }
  })
  const [headline, ...others] = shown.map(({ head }) => head)
  return {
    label: 'tab:numeracy-scores',
    caption:
      'How the models place values on a line, with 95 % intervals below that resample documents. Spelling: the concordance of the best of the matchers that only compare characters.',
    heads: [headline, 'spelling', ...others],
    blocks,
  }
}

function scoreOf(measure: RunMeasure | undefined): Score | null {
  return measure === undefined || measure.value === null
    ? null
    : score(measure.value, measure.interval, decimal)
}

function score(
  value: number | null,
  interval: readonly [number, number] | null,
  write: (value: number) => string,
): Score | null {
  if (value === null) return null
  return { value: write(value), interval: interval === null ? '' : ends(interval, write) }
}

const decimal = (value: number) => number(value, 2)
const share = (value: number) => latexText(percent(value)).replaceAll(' ', '\\,')

/** With a true minus, and none before what rounds to 0. */
function number(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits)
  return value < 0 && /[1-9]/.test(text) ? `$-$${text}` : text
}

/** A head in two lines. */
function stacked(text: string): string {
  const words = text.split(' ')
  const middle = Math.ceil(words.length / 2)
  const lines = [words.slice(0, middle), words.slice(middle)].map(part => latexText(part.join(' ')))
  return `\\shortstack{${lines.join('\\\\')}}`
}

/** A table that is made narrower where it is wider than the text. */
function tableText({ label, caption, heads, blocks }: Table, origin: string): string {
  const columns = heads.length + 1
  const line = (first: string, cells: readonly string[]) => `${[first, ...cells].join(' & ')} \\\\`
  const body = blocks.flatMap(({ heading, lines, chance }) => [
    '\\midrule',
    ...(heading === null ? [] : [`\\multicolumn{${columns}}{l}{${heading}} \\\\`, '\\addlinespace']),
    ...lines.flatMap(({ label: name, scores }) => {
      const intervals = scores.map(each => each?.interval ?? '')
      const small = intervals.map(text => (text === '' ? '' : `{\\scriptsize ${text}}`))
      return [
        line(
          latexText(name),
          scores.map(each => each?.value ?? '\\textendash{}'),
        ),
        ...(small.some(text => text !== '') ? [line('', small)] : []),
      ]
    }),
    ...(chance?.some(text => text !== '') ? [line('\\emph{guessing}', chance)] : []),
  ])
  return `\\begin{table}
\\centering
\\caption{${latexText(`${caption} ${origin}`)}}
\\label{${label}}
\\small
\\setlength{\\tabcolsep}{4pt}
\\sbox0{%
\\begin{tabular}{l${'c'.repeat(heads.length)}}
\\toprule
${line('', heads)}
${body.join('\n')}
\\bottomrule
\\end{tabular}}
\\ifdim\\wd0>\\linewidth\\resizebox{\\linewidth}{!}{\\usebox0}\\else\\usebox0\\fi
\\end{table}
`
}

/** Names that stand in the table. */
function seriesNames({ series }: Run): string[] {
  return series.map(({ id }) => id)
}
