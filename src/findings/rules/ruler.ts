import { isBeyondChance, pApart, significantAmong } from '../family.ts'
import {
  enumerated,
  evidenceOf,
  type FindingRule,
  inAll,
  type Language,
  nameOf,
  valuesOf,
} from '../finding.ts'
import { signed, withInterval } from '../number.ts'

/** Less than this between the two rulers matters to nobody. */
const least = 0.02

/**
 * Whether ratios or differences of the values order the documents better: what stands out among all series and
 * models (Holm), of models that order the series better than guessing.
 */
export const ruler: FindingRule = {
  reports: { ruler: { en: 'Ratios and differences count differently', zh: '比值与差值的作用不同' } },
  findings: run => {
    const values = valuesOf(run, 'ruler')
    const family = new Set(
      significantAmong(
        values.flatMap(({ measures }) => measures),
        pApart,
      ),
    )
    return values.flatMap(asked => {
      const significant = asked.measures.filter(
        measure =>
          family.has(measure) &&
          Math.abs(measure.value) >= least &&
          isBeyondChance(run, asked, measure.series),
      )
      const log = significant.filter(({ value }) => value > 0)
      const linear = significant.filter(({ value }) => value < 0)
      if (log.length + linear.length === 0) return []
      const list = (measures: typeof significant, language: Language) =>
        enumerated(
          measures.map(each => `${each.series} ${withInterval(each, language, signed)}`),
          language,
        )
      const parts = {
        en: [
          ...(log.length === 0
            ? []
            : [`similarity follows ratios more closely than differences on ${list(log, 'en')}`]),
          ...(linear.length === 0
            ? []
            : [`similarity follows differences more closely than ratios on ${list(linear, 'en')}`]),
        ].join('; '),
        zh: [
          ...(log.length === 0 ? [] : [`相似度更贴近比值而非差值：${list(log, 'zh')}`]),
          ...(linear.length === 0 ? [] : [`相似度更贴近差值而非比值：${list(linear, 'zh')}`]),
        ].join('；'),
      }
      return [
        {
          id: 'ruler',
          severity: 'info' as const,
          text: inAll(language =>
            language === 'en'
              ? `${nameOf(run, asked, 'en')}: ${parts.en} (rank correlation on the log ruler minus that on the linear one).`
              : `${nameOf(run, asked, 'zh')}：${parts.zh}（对数尺上的秩相关减去线性尺上的秩相关）。`,
          ),
          evidence: evidenceOf(...log, ...linear),
        },
      ]
    })
  },
}
