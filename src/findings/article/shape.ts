import { article } from '../../experiments/article.ts'
import { type Known, valueOn, valuesOf } from '../finding.ts'
import { percent, withInterval, written } from '../number.ts'
import { type Observation, observed, shown } from './observation.ts'

const symmetricPeak = observed('symmetric-peak', (run, { model }) => {
  const of = (id: string) => measuresOf(run, model, id)
  const [asymmetry, selfHit] = [of('asymmetry'), of('self-hit')]
  if (asymmetry.length === 0 || selfHit.length === 0) return null
  const skewed = asymmetry.reduce(most)
  const missed = selfHit.reduce(least)
  const answer = skewed.value === 0 && missed.value === 1 ? 'confirmed' : 'refuted'
  return shown(answer, [skewed, missed], language =>
    language === 'en'
      ? `asymmetry at most ${written(skewed.value)}; at worst, a document is its own best match ${percent(missed.value)} of the time`
      : `不对称度最高 ${written(skewed.value)}；最差时文档自身为最佳匹配的比例为 ${percent(missed.value)}`,
  )
})

const alwaysAsymmetric = observed('always-asymmetric', (run, { model, prompt }) => {
  const all = measuresOf(run, model, 'asymmetry').filter(measure => measure.prompt === prompt)
  if (all.length === 0) return null
  const weakest = all.reduce(least)
  const answer = all.every(({ value, interval }) => (interval?.[0] ?? value) > 0) ? 'confirmed' : 'refuted'
  return shown(answer, [weakest], language =>
    language === 'en'
      ? `asymmetry at least ${withInterval(weakest, 'en')} (${weakest.series}) on ${all.length} series`
      : `${all.length} 个序列上不对称度最低为 ${withInterval(weakest, 'zh')}（${weakest.series}）`,
  )
})

const { low: lower, high: higher } = article.example

/** How far apart the similarities of the article’s example are. */
const exampleGap = Number((higher.similarity - lower.similarity).toFixed(2))

const withinLag = observed('within-lag', (run, asked) => {
  const measure = valueOn(run, asked, 'integers', 'within-lag')
  if (measure === undefined) return null
  const { lag, high, low } = measure.details as unknown as {
    lag: number
    high: { anchor: string; document: string; similarity: number }
    low: { anchor: string; document: string; similarity: number }
  }
  const pair = ({ anchor, document, similarity }: typeof high) =>
    `sim(${anchor}, ${document}) = ${written(similarity)}`
  return shown(measure.value >= exampleGap ? 'confirmed' : 'refuted', [measure], language =>
    language === 'en'
      ? `lag ${lag}: ${pair(low)}, ${pair(high)}`
      : `间隔 ${lag}：${pair(low)}，${pair(high)}`,
  )
})

const tokenizer = observed('tokenizer', (run, asked) => {
  const measure = valueOn(run, asked, 'integers', 'tokenizer-share')
  if (measure === undefined) return null
  const [low, high] = measure.interval ?? [0, 1]
  const answer = low > 0.02 ? 'confirmed' : high < 0.02 ? 'refuted' : 'undecided'
  const all = written(Number(measure.details?.rSquared))
  return shown(answer, [measure], language =>
    language === 'en'
      ? `integers: shared tokens account for ${withInterval(measure, 'en')} of R², distance, spelling, length and tokens together for ${all}; this does not show what causes what`
      : `integers：共有词元在 R² 中的份额为 ${withInterval(measure, 'zh')}，距离、拼写、长度与词元合计为 ${all}；同时出现不等于因果`,
  )
})

const versions = observed('version-numbers', (run, { model }) => {
  const verdictOn = (anchor: string) =>
    run.cases.find(
      item =>
        item.model === model &&
        item.anchor === anchor &&
        item.closer.includes('9.') &&
        item.id.includes('9.11') &&
        item.id.includes('9.9'),
    )?.verdict
  const decimals = ['9', '10'].map(verdictOn)
  const version = verdictOn('version 10.0')
  if (version === undefined || decimals.includes(undefined)) return null
  const rightDecimals = decimals.filter(verdict => verdict === 'right').length
  const answer =
    rightDecimals === 2 ? 'refuted' : rightDecimals === 0 && version === 'right' ? 'confirmed' : 'undecided'
  return shown(answer, [], language =>
    language === 'en'
      ? `9.11 or 9.9: as decimals ${rightDecimals} of 2 right, as versions ${version}`
      : `9.11 还是 9.9：作为小数答对 ${rightDecimals}/2，作为版本号${{ right: '正确', wrong: '错误', tie: '打平' }[version]}`,
  )
})

/** The shape of the plot, and what is suspected behind it. */
export const shapeObservations: readonly Observation[] = [
  symmetricPeak,
  alwaysAsymmetric,
  withinLag,
  tokenizer,
  versions,
]

function measuresOf(run: Parameters<typeof valuesOf>[0], model: string, id: string): readonly Known[] {
  return valuesOf(run, id).flatMap(asked => (asked.model === model ? asked.measures : []))
}

function most(a: Known, b: Known): Known {
  return b.value > a.value ? b : a
}

function least(a: Known, b: Known): Known {
  return b.value < a.value ? b : a
}
