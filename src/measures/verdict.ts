import type { Verdict } from '../store/run.ts'
import type { Interval } from './resamples.ts'

/** What a verdict is made of: 95 % intervals on the same documents. */
export interface Evidence {
  readonly concordance: Interval
  /** Of the concordance less the spelling floor, the floor taken again in each resample. */
  readonly margin: Interval
  /** Of `digit-order`; null where it is not known. */
  readonly digitOrder: Interval | null
  /** Of the selectivity; null where digits were not permuted. */
  readonly selectivity: Interval | null
}

/** What a score says of a model on a series, in one word: the first that holds. */
export function verdictOf({ concordance, margin, digitOrder, selectivity }: Evidence): Verdict {
  if (concordance[1] < 0.5) return 'reversed'
  if (concordance[0] <= 0.5) return 'chance'
  if (margin[1] < 0) return 'below-spelling'
  if (margin[0] <= 0 || (selectivity !== null && selectivity[1] <= 0)) return 'spelling'
  if (digitOrder !== null && digitOrder[0] <= 0.5) return 'magnitude'
  return concordance[0] >= 0.9 ? 'understands' : 'partly'
}

/** Each verdict as a reader meets it: in a few words, and in a sentence. */
export const verdictWords: {
  readonly [verdict in Verdict]: {
    readonly short: string
    readonly sentence: string
    /** `short` in Chinese. */
    readonly zh: string
    /** `sentence` in Chinese. */
    readonly zhSentence: string
  }
} = {
  reversed: {
    short: 'reversed',
    sentence: 'It scores the closer one lower more often than higher.',
    zh: '顺序颠倒',
    zhSentence: '较近的一个多半得分更低。',
  },
  chance: {
    short: 'guessing',
    sentence: 'It is no better than guessing at which of two is closer.',
    zh: '猜测',
    zhSentence: '判断两个中哪一个更近，它并不优于猜测。',
  },
  'below-spelling': {
    short: 'worse than comparing characters',
    sentence: 'Comparing characters alone orders these better.',
    zh: '不如比较字符',
    zhSentence: '只比较字符反而排得更好。',
  },
  spelling: {
    short: 'no better than comparing characters',
    sentence: 'It shows nothing beyond what comparing characters gives.',
    zh: '不优于比较字符',
    zhSentence: '看不出比单纯比较字符多了什么。',
  },
  magnitude: {
    short: 'rough size only',
    sentence: 'It reads the length and the leading digits, not the last one.',
    zh: '只看大致大小',
    zhSentence: '它读出长度和首位数字，读不出末位。',
  },
  understands: {
    short: 'reliable',
    sentence: 'At least nine in ten comparisons are right, more than comparing characters explains.',
    zh: '可靠',
    zhSentence: '至少九成比较正确，且超出比较字符所能解释的部分。',
  },
  partly: {
    short: 'partly',
    sentence: 'Better than comparing characters, but often wrong.',
    zh: '部分理解',
    zhSentence: '优于比较字符，但仍经常出错。',
  },
}
