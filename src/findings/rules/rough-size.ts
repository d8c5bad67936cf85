import type { RunFinding } from '../../store/run.ts'
import { isBetter } from '../better-kinds.ts'
import {
  type Asked,
  type Evidence,
  enumerated,
  evidenceOf,
  type FindingRule,
  inAll,
  type Known,
  nameOf,
  runVerdict,
  valueOn,
  valuesOf,
} from '../finding.ts'
import { written } from '../number.ts'
import { roughSize } from '../rough-size.ts'

/**
 * Series on which a model is better than comparing characters, but not shown to be better than whoever reads the length of
 * a number and its first digit, and which hold too few documents to test the last digit: such a reader is not told apart
 * from one of all digits. A comparison with a line, so no p-value.
 */
export const roughSizeOnly: FindingRule = {
  reports: {
    'rough-size': {
      en: 'Nothing shows that more than the rough size is read',
      zh: '看不出读懂的不止大致大小',
    },
  },
  findings: run =>
    valuesOf(run, 'concordance').flatMap((asked): RunFinding[] => {
      const within = asked.measures.filter(measure => isWithin(run, asked, measure))
      if (within.length === 0) return []
      const isReliable = within.some(({ series }) => runVerdict(run, asked, series) === 'understands')
      return [
        {
          id: 'rough-size',
          severity: isReliable ? 'warning' : 'notice',
          text: inAll(language => {
            const parts = within.map(({ series, value }) => {
              const [own, rough] = [value, roughSize(run, series)!].map(each => written(each))
              return language === 'en'
                ? `${series} (${own}, such a reader ${rough})`
                : `${series}（${own}，该读法 ${rough}）`
            })
            const [name, list] = [nameOf(run, asked, language), enumerated(parts, language)]
            return language === 'en'
              ? `${name} is not shown to be better than a reader of the length and the first digit alone on ${list}. Whether it reads the last digit cannot be tested there: too few documents differ in one digit.`
              : `在 ${list} 上，看不出${name}优于只读长度和首位数字者。那里只差一位数字的文档太少，无法检验它是否读懂末位。`
          }),
          evidence: evidenceOf(...within),
        },
      ]
    }),
}

function isWithin(run: Evidence, asked: Asked, { series, value, interval }: Known): boolean {
  const rough = roughSize(run, series)
  if (rough === null || !isBetter(runVerdict(run, asked, series) ?? null)) return false
  return valueOn(run, asked, series, 'digit-order') === undefined && (interval?.[0] ?? value) <= rough
}
