import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { measureCatalogue } from '../../src/measures/catalogue.ts'
import type { Resampling } from '../../src/measures/measure.ts'
import { indexAnchors } from '../../src/series/index-suite.ts'
import { inSession } from '../../src/usecases/session.ts'
import { cheatersSection, cheatersTitle } from './cheaters.ts'
import { checkedGates, checkParts, checkSection, checkTitle, type GatesFound } from './check.ts'
import { type Coverage, coverageOf, pairedAlarms } from './coverage.ts'
import { type DecodeCoverage, decodeCoverage } from './decode.ts'
import {
  blurredOracle,
  type IndexOfSeeds,
  indexOfSeed,
  indexSection,
  indexTitle,
  type NdcgOfSeeds,
  ndcgOfModel,
  ndcgOfSeeds,
} from './index-seeds.ts'
import { type OthersFound, othersPart, othersParts, othersSection, othersTitle } from './others.ts'
import { type FalseAlarms, rhythmFalseAlarms } from './rhythm.ts'
import { sameSection, sameTitle } from './same.ts'
import { sampledSection, sampledTitle } from './sampled.ts'
import { searchSection, searchTitle } from './search.ts'
import { truths } from './truths.ts'

/**
 * Simulates what the intervals cover and how often the p-values raise a false alarm, and writes docs/validity.md:
 * `node scripts/validity/run.ts`, about half an hour; `--sets 20 --seeds 20` for a look. `--only cheaters`, `--only others`, `--only same`,
 * `--only search`, `--only check`, `--only sampled` and `--only index --model FOLDER` (the bundled model and weights in a folder, `--fresh 20` seeds of each for
 * nDCG@10) write their sections again and nothing else.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'docs/validity.md' },
    sets: { type: 'string', default: '300' },
    seeds: { type: 'string', default: '1000' },
    only: { type: 'string' },
    part: { type: 'string' },
    model: { type: 'string' },
    fresh: { type: 'string', default: '20' },
  },
})
const sets = Number(values.sets)
const sizes = [20, 50, 100]
const othersSize = { sets, sizes: [30, 100, 366], blends: sets, families: sets }
const resamples = 200
const corrected = ['concordance', 'rank-correlation', 'rsa', 'caret', 'spread']

const methods: Readonly<Record<Resampling, readonly [how: string, why: string]>> = {
  items: ['percentiles over resampled documents', 'pairs share documents, so documents are drawn'],
  rows: [
    'percentiles over resampled anchors',
    'a document that stands twice in a ranking would change the task',
  ],
  halves: ['halves without replacement, moved onto the value', 'documents drawn twice would bias it'],
  tenths: [
    'all but a tenth, without replacement, stretched and moved onto the value',
    'documents drawn twice would change the task, and on half of them it is another one',
  ],
  own: ['halves without replacement', 'documents drawn twice would stand on both sides of a fold'],
  none: ['none', 'a p-value, or an extreme of all pairs'],
}

if (values.only === 'cheaters') writeCheaters(values.out)
else if (values.only === 'check') await writeCheck(values.out)
else if (values.part?.startsWith('check ')) process.stdout.write(JSON.stringify(checkedGates(values.part)))
else if (values.part !== undefined) process.stdout.write(JSON.stringify(othersPart(values.part, othersSize)))
else if (values.only === 'others') await writeOthers(values.out)
else if (values.only === 'same') writeSame(values.out)
else if (values.only === 'search') writeSearch(values.out)
else if (values.only === 'sampled') writeSampled(values.out)
else if (values.only === 'index') await writeIndex(values.out)
else await writeWhole(values.out)

async function writeWhole(path: string): Promise<void> {
  const coverage: Coverage[] = []
  const alarms: PairedAlarms[] = []
  for (const truth of truths) {
    for (const n of sizes) {
      process.stderr.write(`${truth.name}, ${n} documents\n`)
      coverage.push(...coverageOf(truth, { n, sets, known: 3 * sets, resamples, bca: corrected }))
      alarms.push({ truth: truth.name, n, rate: pairedAlarms(truth, n, sets, resamples) })
    }
  }
  process.stderr.write('decode\n')
  const decode = decodeCoverage(Math.max(4, Math.round(sets / 5)))
  process.stderr.write('rhythm\n')
  const rhythm = await rhythmFalseAlarms(Number(values.seeds))
  writeFileSync(path, page(coverage, alarms, decode, rhythm, await others(), await checkPart()))
}

/** Replaces the section of the index, which stands before that of the cheaters. */
async function writeIndex(path: string): Promise<void> {
  const embed = ['bundled:use-lite', ...(values.model === undefined ? [] : [values.model])]
  const fresh: NdcgOfSeeds[] = []
  for (const [aside, anchors] of [
    [0.02, 60],
    [0.1, 60],
    [0.1, indexAnchors],
  ]) {
    const name = `oracle, each document ${aside} aside, ${anchors} anchors`
    fresh.push(await ndcgOfSeeds(name, 4 * Number(values.fresh), blurredOracle(aside, anchors)))
  }
  const all = await inSession({ embed, rerank: ['bundled:use-lite'] }, {}, async ({ models }) => {
    const indexes: IndexOfSeeds[] = []
    for (const named of models) {
      const name = `${basename(named.spec.split('?')[0])} as ${named.model.kind}`
      const scores = []
      for (const seed of [1, 2, 3]) scores.push({ seed, score: await indexOfSeed(named.model, seed) })
      indexes.push({ name, scores })
      fresh.push(await ndcgOfModel(name, Number(values.fresh), named.model))
      process.stderr.write(`${name}\n`)
    }
    return indexes
  })
  const page = readFileSync(path, 'utf8')
  const [before] = page.split(new RegExp(`\n(?:${indexTitle}|${sampledTitle}|${cheatersTitle})\n`))
  const after = sectionFrom(page, sampledTitle) || sectionFrom(page, cheatersTitle)
  writeFileSync(path, `${before}\n${indexSection(all, fresh)}\n${after}`)
}

/** Replaces the section of sampled anchors, which stands between that of the index and that of the cheaters. */
function writeSampled(path: string): void {
  const page = readFileSync(path, 'utf8')
  const [before] = page.split(new RegExp(`\n(?:${sampledTitle}|${cheatersTitle})\n`))
  writeFileSync(path, `${before}\n${sampledSection(sets)}\n${sectionFrom(page, cheatersTitle)}`)
}

/** The part of a page from a title on; empty where it has none. */
function sectionFrom(page: string, title: string): string {
  const at = page.indexOf(`\n${title}\n`)
  return at < 0 ? '' : page.slice(at + 1)
}

/** The sections of the index and of sampled anchors as they stand, for the whole page is made without them. */
function keptIndex(path: string): string {
  const [section] = sectionFrom(readFileSync(path, 'utf8'), indexTitle).split(`\n${cheatersTitle}\n`)
  return section === '' ? '' : `${section.trimEnd()}\n\n`
}

/** Replaces the section of the cheaters, which stands before that of same or different. */
function writeCheaters(path: string): void {
  const page = readFileSync(path, 'utf8')
  const [before] = page.split(`\n${cheatersTitle}\n`)
  writeFileSync(path, `${before}\n${cheatersSection()}\n${sectionFrom(page, sameTitle)}`)
}

/** Replaces the section of same or different, which stands before that on gates. */
function writeSame(path: string): void {
  const page = readFileSync(path, 'utf8')
  const [before] = page.split(new RegExp(`\n(?:${sameTitle}|${checkTitle})\n`))
  writeFileSync(path, `${before.trimEnd()}\n\n${sameSection(sets)}\n${sectionFrom(page, checkTitle)}`)
}

/** Replaces the last section of the page. */
function writeSearch(path: string): void {
  const [before] = readFileSync(path, 'utf8').split(`\n${searchTitle}\n`)
  writeFileSync(path, `${before.trimEnd()}\n\n${searchSection(sets)}`)
}

/** Replaces the section on gates, or puts it before that of search. */
async function writeCheck(path: string): Promise<void> {
  const page = readFileSync(path, 'utf8')
  const [before] = page.split(new RegExp(`\n(?:${checkTitle}|${searchTitle})\n`))
  const section = await checkPart()
  writeFileSync(path, `${before.trimEnd()}\n\n${section}\n${sectionFrom(page, searchTitle)}`)
}

/** Each part in a process of its own, two at a time. */
async function checkPart(): Promise<string> {
  const open = [...checkParts]
  const found: GatesFound[] = []
  const work = async () => {
    for (let part = open.shift(); part !== undefined; part = open.shift()) {
      const args = [import.meta.filename, '--part', part]
      const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 24 })
      found.push(JSON.parse(stdout) as GatesFound)
      process.stderr.write(`${part}\n`)
    }
  }
  await Promise.all([work(), work()])
  return checkSection(found)
}

/** Replaces the section on other generators, or puts it before those that follow. */
async function writeOthers(path: string): Promise<void> {
  const section = await others()
  const page = readFileSync(path, 'utf8')
  const next = [indexTitle, cheatersTitle].find(title => page.includes(`\n${title}\n`))!
  const [before] = page.split(new RegExp(`\n(?:${othersTitle}|${next})\n`))
  writeFileSync(path, `${before.trimEnd()}\n\n${section}\n${sectionFrom(page, next)}`)
}

/** Each part in a process of its own. */
async function others(): Promise<string> {
  const found = await Promise.all(
    othersParts.map(async part => {
      const args = [import.meta.filename, '--part', part, '--sets', values.sets]
      const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 24 })
      process.stderr.write(`${part}\n`)
      return JSON.parse(stdout) as OthersFound
    }),
  )
  return othersSection(found, othersSize)
}

interface PairedAlarms {
  readonly truth: string
  readonly n: number
  readonly rate: number
}

function page(
  covered: readonly Coverage[],
  different: readonly PairedAlarms[],
  decoded: readonly DecodeCoverage[],
  found: readonly FalseAlarms[],
  otherModels: string,
  gates: string,
): string {
  return `# Validity

Do the 95 % intervals hold the truth in 95 of 100 cases, and do the p-values raise no more false alarms than they say? This page is written by \`scripts/validity/run.ts\`; a reduced simulation runs with the tests.

## What was simulated

Models that differ by chance alone: the documents keep their values, and the part of each document that is its own is drawn again. The truth of a measure is its mean over ${3 * sets} such models; ${sets} others each get an interval, of ${resamples} resamples. With ${sets} intervals a coverage of 95 % is known to ± ${(196 * Math.sqrt((0.95 * 0.05) / sets)).toFixed(1)} points.

${truths.map(({ name, about }) => `- **${name}**: ${about}.`).join('\n')}

Whatever else makes models differ, such as their training, is not in it: an interval says how much a score depends on the documents that were drawn.

## How to read it

Above 98 % an interval is wider than it need be: what it excludes is excluded for sure. Below 92 % it is too narrow: then take it for a lower bound of the doubt.

${offList(covered)}

## Which method for which measure

| measure | interval | why |
|---|---|---|
${measureCatalogue.map(({ id, resampling }) => `| \`${id}\` | ${methods[resampling][0]} | ${methods[resampling][1]} |`).join('\n')}

Percentiles are taken as they are. Bias correction and acceleration (BCa, Efron 1987) was tried on the same draws:

| measure | documents | truth | percentile | BCa |
|---|---|---|---|---|
${covered
  .filter(({ bca }) => bca !== null)
  .map(
    ({ measure, n, truth, coverage: plain, bca }) =>
      `| \`${measure}\` | ${n} | ${truth} | ${percent(plain)} | ${percent(bca!)} |`,
  )
  .join('\n')}

It gains nothing where the percentile interval is sound, and where a resample is biased by documents that stand in it twice it cannot repair it: those measures are taken from halves instead (their column “percentile” is that of halves, and BCa is not made for those).

## Coverage

| measure | documents | truth | its value | coverage | mean width |
|---|---|---|---|---|---|
${covered
  .map(
    ({ measure, n, truth, value, coverage: share, width }) =>
      `| \`${measure}\` | ${n} | ${truth} | ${value.toFixed(3)} | ${percent(share)}${mark(share)} | ${width.toFixed(3)} |`,
  )
  .join('\n')}

↓ below 92 %, ↑ above 98 %. Measures that are the same in every model (\`self-hit\` and \`asymmetry\` of an embedder, \`ties\`) are held trivially or differ from their mean by rounding alone.

### Decode

| measure | documents | truth | coverage |
|---|---|---|---|
${decoded.map(row => `| \`${row.measure}\` | ${row.n} | ${row.model} | ${percent(row.covered)} |`).join('\n')}

## False alarms

The p-value of a difference (\`numeracy compare\`), for two models of one truth, at 5 %:

| truth | documents | called different |
|---|---|---|
${different.map(({ truth, n, rate }) => `| ${truth} | ${n} | ${percent(rate)} |`).join('\n')}

The p-value of \`rhythm\`, for models without one, at 5 % over ${Number(values.seeds).toLocaleString('en')} seeds:

| truth | documents | called a rhythm |
|---|---|---|
${found.map(({ truth, n, rate }) => `| ${truth} | ${n} | ${percent(rate)} |`).join('\n')}

${otherModels}
${keptIndex(values.out)}${cheatersSection()}
${sameSection(sets)}
${gates}
${searchSection(sets)}`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

function mark(share: number): string {
  return share < 0.92 ? ' ↓' : share > 0.98 ? ' ↑' : ''
}

/** Where an interval covers too little, in words. */
function offList(covered: readonly Coverage[]): string {
  const trivial = ['self-hit', 'ties', 'asymmetry']
  const low = covered.filter(
    ({ coverage: share, measure, truth }) =>
      share < 0.92 && !(trivial.includes(measure) && truth !== 'reranker') && measure !== 'ties',
  )
  if (low.length === 0) return 'No interval covers less than 92 %.'
  const lines = [...Map.groupBy(low, ({ measure }) => measure)].map(
    ([measure, rows]) =>
      `- \`${measure}\` covers too little: ${rows.map(({ truth, n, coverage: share }) => `${percent(share)} on ${truth} at ${n}`).join(', ')}.`,
  )
  return `Where it is off:\n\n${lines.join('\n')}\n\nMost others cover 98 % and more: the resampling of documents is cautious, above all where there is little order.`
}
