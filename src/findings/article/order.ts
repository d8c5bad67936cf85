import { article } from '../../experiments/article.ts'
import { significanceLevel } from '../../math/holm.ts'
import { pBelow } from '../family.ts'
import { enumerated, type Known, type Language, valueOn } from '../finding.ts'
import { withInterval, written } from '../number.ts'
import { type Answer, allAbove, concordances, type Observation, observed, shown } from './observation.ts'

/** The article gives no numbers. Here “good” means a concordance above this, and “fairly well” one above the next. */
export const good = 0.65
export const fairly = 0.6

function wellOrdered(series: readonly string[], threshold: number): Observation['look'] {
  return (run, asked) => {
    const measures = concordances(run, asked, series)
    return measures && shown(allAbove(measures, threshold), measures, language => scores(measures, language))
  }
}

function worseThanIntegers(series: readonly string[]): Observation['look'] {
  return (run, asked) => {
    const usual = valueOn(run, asked, 'integers', 'concordance')
    const others = concordances(run, asked, series)
    if (usual === undefined || others === null) return null
    return shown(worse(others, usual), [usual, ...others], language => scores([usual, ...others], language))
  }
}

function isBelow(a: Known, b: Known): boolean {
  return pBelow(a, b) <= significanceLevel
}

function worse(others: readonly Known[], usual: Known): Answer {
  if (others.every(other => isBelow(other, usual))) return 'confirmed'
  return others.every(other => isBelow(usual, other)) ? 'refuted' : 'undecided'
}

function scores(measures: readonly Known[], language: Language): string {
  const list = measures.map(measure => {
    const { series, floor } = measure
    const spelled = floor === null ? null : written(floor.value)
    if (language === 'zh')
      return `${series} ${withInterval(measure, 'zh')}${spelled === null ? '' : `，拼写基线 ${spelled}`}`
    return `${series} ${withInterval(measure, 'en')}${spelled === null ? '' : `, spelling floor ${spelled}`}`
  })
  return language === 'zh' ? `一致率：${list.join('；')}` : `concordance: ${list.join('; ')}`
}

const rerankerWeak = observed('reranker-weak', (run, asked) => {
  const measure = valueOn(run, asked, article.saw['reranker-weak'].series[0], 'concordance')
  if (measure === undefined) return null
  const strong = allAbove([measure], good)
  const answer = { confirmed: 'refuted', refuted: 'confirmed', undecided: 'undecided' } as const
  return shown(answer[strong], [measure], language => scores([measure], language))
})

const becauseOfThePrompt = observed('because-of-the-prompt', (run, asked) => {
  const measure = asked.measures
    .map(({ series }) => valueOn(run, asked, series, 'prompt-sensitivity'))
    .find(each => each !== undefined)
  if (measure === undefined) return null
  const [low, high] = measure.interval ?? [0, 1]
  const answer = low > 0 ? 'confirmed' : high < 0.02 ? 'refuted' : 'undecided'
  const wordings = [measure.details?.lowest, measure.details?.highest].map(each => `“${each}”`)
  return shown(answer, [measure], language =>
    language === 'en'
      ? `${measure.series}: concordance differs by ${withInterval(measure, 'en')} between wordings; lowest and highest: ${enumerated(wordings)}`
      : `${measure.series}：不同措辞之间一致率相差 ${withInterval(measure, 'zh')}；最低与最高为 ${enumerated(wordings, 'zh')}`,
  )
})

const { saw } = article

/** How well series are ordered. */
export const orderObservations: readonly Observation[] = [
  observed('small-numbers', wellOrdered(saw['small-numbers'].series, good)),
  observed('larger-ranges', worseThanIntegers(saw['larger-ranges'].series)),
  observed('decimals', worseThanIntegers(saw.decimals.series)),
  observed('dates-and-times', wellOrdered(saw['dates-and-times'].series, fairly)),
  observed('dates-and-times-reranker', wellOrdered(saw['dates-and-times-reranker'].series, 0.5)),
  rerankerWeak,
  becauseOfThePrompt,
]
