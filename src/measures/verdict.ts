import type { Verdict } from '../store/run.ts'

/**
 * What a score says of a model on a series, in one word: the first that holds.
 *
 * @param interval 95 % interval of the model's concordance
 * @param margin 95 % interval of the model's concordance minus the spelling floor
 */
export function verdictOf(
  interval: readonly [low: number, high: number],
  margin: readonly [low: number, high: number],
): Verdict {
  if (interval[1] < 0.5) return 'reversed'
  if (interval[0] <= 0.5) return 'chance'
  if (margin[1] < 0) return 'below-spelling'
  if (margin[0] <= 0) return 'spelling'
  return interval[0] >= 0.9 ? 'understands' : 'partly'
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
    sentence: 'The closer one is scored lower more often than not.',
    zh: '顺序颠倒',
    zhSentence: '较近的一个多半得分更低。',
  },
  chance: {
    short: 'no better than chance',
    sentence: 'The order is not told from a coin toss.',
    zh: '不优于随机',
    zhSentence: '看不出与抛硬币有什么不同。',
  },
  'below-spelling': {
    short: 'below spelling',
    sentence: 'Comparing the characters alone orders these better.',
    zh: '不如拼写',
    zhSentence: '只比较字符反而排得更好。',
  },
  spelling: {
    short: 'no better than spelling',
    sentence: 'Nothing is shown beyond what comparing the characters gives.',
    zh: '不优于拼写',
    zhSentence: '看不出比单纯比较字符多了什么。',
  },
  understands: {
    short: 'understands',
    sentence:
      'At least nine in ten comparisons are right, even at the low end of the interval, and more than spelling explains.',
    zh: '理解',
    zhSentence: '即使在区间下限，也至少有九成比较正确，且超出拼写能解释的部分。',
  },
  partly: {
    short: 'partly',
    sentence: 'Better than spelling, yet often wrong.',
    zh: '部分理解',
    zhSentence: '优于拼写，但仍经常出错。',
  },
}
