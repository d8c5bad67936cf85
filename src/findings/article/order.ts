import { type Asked, type Evidence, enumerated, type Known, type Language, valueOn } from '../finding.ts'
import { withInterval, written } from '../number.ts'
import { isBelow } from '../rules/range-effect.ts'
import { type Answer, allAbove, type Observation, onAll, shown } from './observation.ts'

/** The article gives no numbers: “good” is taken as a concordance above this, “fairly well” above the next. */
export const good = 0.65
export const fairly = 0.6

function wellOrdered(
  id: string,
  kind: Observation['kind'],
  saw: Observation['saw'],
  series: readonly string[],
  threshold: number,
): Observation {
  return {
    id,
    kind,
    saw,
    look(run, asked) {
      const measures = onAll(run, asked, series, 'concordance')
      return measures && shown(allAbove(measures, threshold), measures, language => told(measures, language))
    },
  }
}

function worseThanIntegers(id: string, saw: Observation['saw'], series: readonly string[]): Observation {
  return {
    id,
    kind: 'embedder',
    saw,
    look(run, asked) {
      const usual = valueOn(run, asked, 'integers', 'concordance')
      const others = onAll(run, asked, series, 'concordance')
      if (usual === undefined || others === null) return null
      return shown(worse(others, usual), [usual, ...others], language => told([usual, ...others], language))
    },
  }
}

function worse(others: readonly Known[], usual: Known): Answer {
  if (others.every(other => isBelow(other, usual))) return 'confirmed'
  return others.every(other => isBelow(usual, other)) ? 'refuted' : 'undecided'
}

function told(measures: readonly Known[], language: Language): string {
  const list = measures.map(measure => {
    const { series, floor } = measure
    const spelled = floor === null ? null : written(floor.value)
    if (language === 'zh')
      return `${series} ${withInterval(measure, 'zh')}${spelled === null ? '' : `，仅凭拼写 ${spelled}`}`
    return `${series} ${withInterval(measure, 'en')}${spelled === null ? '' : `, spelling alone ${spelled}`}`
  })
  return language === 'zh' ? `一致率：${list.join('；')}` : `concordance: ${list.join('; ')}`
}

const rerankerWeak: Observation = {
  id: 'reranker-weak',
  kind: 'reranker',
  saw: { en: 'Rerankers are weak even on 1 to 100', zh: '重排序模型即使在 1 至 100 上也很弱' },
  look(run, asked) {
    const measure = valueOn(run, asked, 'integers', 'concordance')
    if (measure === undefined) return null
    const strong = allAbove([measure], good)
    const answer = { confirmed: 'refuted', refuted: 'confirmed', undecided: 'undecided' } as const
    return shown(answer[strong], [measure], language => told([measure], language))
  },
}

const becauseOfThePrompt: Observation = {
  id: 'because-of-the-prompt',
  kind: 'reranker',
  saw: { en: '… perhaps because of the prompt', zh: '……或许是提示语的缘故' },
  look(run: Evidence, asked: Asked) {
    const measure = asked.measures
      .map(({ series }) => valueOn(run, asked, series, 'prompt-sensitivity'))
      .find(each => each !== undefined)
    if (measure === undefined) return null
    const [low, high] = measure.interval ?? [0, 1]
    const answer = low > 0 ? 'confirmed' : high < 0.02 ? 'refuted' : 'undecided'
    const wordings = [measure.details?.lowest, measure.details?.highest].map(each => `“${each}”`)
    return shown(answer, [measure], language =>
      language === 'en'
        ? `${measure.series}: concordance spans ${withInterval(measure, 'en')} over wordings; lowest and highest ${enumerated(wordings)}`
        : `${measure.series}：不同措辞之间一致率相差 ${withInterval(measure, 'zh')}；最低与最高为 ${enumerated(wordings, 'zh')}`,
    )
  },
}

/** How well series are ordered. */
export const orderObservations: readonly Observation[] = [
  wellOrdered(
    'small-numbers',
    'embedder',
    { en: 'Good on small numbers and on negatives', zh: '对小的数字和负数表现良好' },
    ['integers', 'negatives'],
    good,
  ),
  worseThanIntegers('larger-ranges', { en: 'Worse on larger ranges', zh: '在更大的数值范围上更差' }, [
    'offset',
    'large',
  ]),
  worseThanIntegers('decimals', { en: 'Worse on decimals', zh: '在小数上更差' }, ['floats']),
  wellOrdered(
    'dates-and-times',
    'embedder',
    { en: 'Dates and times understood fairly well', zh: '对日期和时间理解得相当好' },
    ['dates', 'times'],
    fairly,
  ),
  wellOrdered(
    'dates-and-times-reranker',
    'reranker',
    {
      en: 'Dates and times, to some degree, by the reranker too',
      zh: '重排序模型在一定程度上也理解日期和时间',
    },
    ['dates', 'times'],
    0.5,
  ),
  rerankerWeak,
  becauseOfThePrompt,
]
