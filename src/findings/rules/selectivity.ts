import type { Verdict } from '../../store/run.ts'
import { type Estimated, isBeyondChance, pAbove, pUnder } from '../family.ts'
import { type Asked, type Evidence, type Known, type Language, runVerdict } from '../finding.ts'
import { noBetterThanSpelling } from '../no-better-than-spelling.ts'
import { percent, withInterval, written } from '../number.ts'
import { onSeries, seriesRule } from './series-rule.ts'

/** A model that loses less than this share of what it has to lose is reported as one that loses nothing. */
const smallShare = 0.25

/** A model of which these are said reads more than characters, and so is never one that reads no digits. */
const reads: readonly (Verdict | undefined)[] = ['partly', 'understands']

/** What is left of the order when the digits are permuted: whether the model uses what digits mean. */
export const readsDigits = seriesRule({
  id: 'reads-digits',
  phrase: { en: 'What the digits mean is used', zh: '用到了数字的含义' },
  measure: 'selectivity',
  severity: 'info',
  p: measure => pAbove(measure, 0),
  holds: (measure, run, asked) =>
    isBeyondChance(run, asked, measure.series) && !isUnread(measure, run, asked),
  en: (name, significant, strongest, all, run) =>
    `${name} uses the meaning of the digits on ${onSeries(significant, all, 'en')}. When the digits are permuted, which changes nothing for comparing characters, its concordance falls by up to ${withInterval(strongest, 'en')} (${strongest.series}), ${lost(strongest, 'en')}; that of a perfect reader falls by ${oracle(strongest)}.${noBetterThanSpelling(run, significant, 'en')}`,
  zh: (name, significant, strongest, all, run) =>
    `${name}在${onSeries(significant, all, 'zh')}上用到了数字的含义：置换数字（字符比较的结果不变）后，一致率最多下降 ${withInterval(strongest, 'zh')}（${strongest.series}），${lost(strongest, 'zh')}；完美读者会下降 ${oracle(strongest)}。${noBetterThanSpelling(run, significant, 'zh')}`,
})

/** The series where permuting the digits takes away no order that the intervals could show. */
export const digitsUnread = seriesRule({
  id: 'digits-unread',
  phrase: {
    en: 'What the digits mean is not used: permuted digits change nothing',
    zh: '没有用到数字的含义：打乱数字毫无影响',
  },
  measure: 'selectivity',
  severity: 'warning',
  p: measure => pUnder(shareOf(measure), smallShare),
  holds: isUnread,
  en: (name, significant, _, all) =>
    `${name}: no loss shown on ${onSeries(significant, all, 'en')} when the digits are permuted. It orders the documents almost as before, so nothing shows that its score comes from the meaning of the digits. It loses this much of its concordance above guessing: ${significant.map(each => `${withInterval(shareOf(each), 'en', percent)} on ${each.series}, where a perfect reader loses ${percent(oracleShare(each))}`).join('; ')}.`,
  zh: (name, significant, _, all) =>
    `${name}：在${onSeries(significant, all, 'zh')}上置换数字后看不出损失。排序几乎不变，因此没有迹象表明其得分来自数字的含义。高于随机的那部分一致率损失：${significant.map(each => `${each.series} ${withInterval(shareOf(each), 'zh', percent)}（完美读者损失 ${percent(oracleShare(each))}）`).join('；')}。`,
})

function isUnread(measure: Known, run: Evidence, asked: Asked): boolean {
  const { interval } = shareOf(measure)
  return (
    interval !== null &&
    interval[1] < smallShare &&
    isBeyondChance(run, asked, measure.series) &&
    !reads.includes(runVerdict(run, asked, measure.series))
  )
}

interface Share {
  readonly value: number | null
  readonly interval: Estimated['interval']
  readonly oracle: number
}

/** Of what this model has to lose, its concordance above guessing; without an interval where that is nothing. */
function shareOf({ details }: Known): Estimated {
  const share = details?.share as unknown as Share | undefined
  return share?.value == null
    ? { value: 1, interval: null }
    : { value: share.value, interval: share.interval }
}

function oracleShare({ details }: Known): number {
  return (details!.share as unknown as Share).oracle
}

function lost(measure: Known, language: Language): string {
  const { value, interval } = shareOf(measure)
  if (interval === null) return { en: 'all that it has above guessing', zh: '即其高于猜测的全部' }[language]
  return language === 'en'
    ? `${percent(value)} of what it has above guessing`
    : `占其高于随机部分的 ${percent(value)}`
}

function oracle({ details }: Known): string {
  return written(Number(details?.oracle))
}
