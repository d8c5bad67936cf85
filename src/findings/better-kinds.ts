import { byKind, kindOf, type NamedKind } from '../series/kinds.ts'
import type { RunVerdict, Verdict } from '../store/run.ts'
import { enumerated, type Language } from './finding.ts'

/** The verdicts that say more than a comparison of characters does. */
const better: readonly Verdict[] = ['partly', 'understands']

/** Whether a verdict says that a model orders a series better than comparing characters does. */
export function isBetter(verdict: Verdict | null): boolean {
  return verdict !== null && better.includes(verdict)
}

/** On which kinds of values a model is better than comparing characters. */
export interface BetterKinds {
  /** How many kinds were judged. */
  readonly count: number
  /** Better on all of its series, with any of the questions that were asked. */
  readonly whole: readonly NamedKind[]
  /** Better on some of its series, which are named. */
  readonly part: readonly { readonly kind: NamedKind; readonly series: readonly string[] }[]
}

export function betterKinds(verdicts: readonly Pick<RunVerdict, 'series' | 'verdict'>[]): BetterKinds {
  const kinds = [...byKind(verdicts, ({ series }) => series)].map(([kind, judged]) => {
    const all = new Set(judged.map(({ series }) => series))
    const series = new Set(judged.flatMap(({ series, verdict }) => (isBetter(verdict) ? [series] : [])))
    return { kind, series: [...series], isWhole: series.size === all.size }
  })
  return {
    count: kinds.length,
    whole: kinds.filter(({ isWhole }) => isWhole).map(({ kind }) => kind),
    part: kinds.filter(({ isWhole, series }) => !isWhole && series.length > 0),
  }
}

/** `better than comparing characters on 2 of 5 kinds of values: dates and times. Of …`, behind a model's name. */
export function betterKindsSentence(verdicts: Parameters<typeof betterKinds>[0], language: Language): string {
  const { count, whole, part } = betterKinds(verdicts)
  const { one, none, some, partOf } = words[language]
  if (count === 1 && part.length === 0) return one(kindOf(verdicts[0].series)[language], whole.length === 1)
  const kinds = enumerated(
    whole.map(kind => kind[language]),
    language,
  )
  const parts = part.map(({ kind, series }) => partOf(kind[language], enumerated(series, language)))
  return (whole.length === 0 ? none(count) : some(whole.length, count, kinds)) + parts.join('')
}

const words = {
  en: {
    one: (kind: string, isBetter: boolean) =>
      `${isBetter ? '' : 'not '}better than comparing characters on ${kind}.`,
    none: (all: number) =>
      `better than comparing characters on ${all === 1 ? 'no kind' : `none of the ${all} kinds`} of values.`,
    some: (some: number, all: number, kinds: string) =>
      `better than comparing characters on ${some} of ${all} kinds of values: ${kinds}.`,
    partOf: (kind: string, series: string) => ` For ${kind}, only on ${series}.`,
  },
  zh: {
    one: (kind: string, isBetter: boolean) => `在${kind}上${isBetter ? '' : '并不'}优于单纯比较字符。`,
    none: (all: number) => `在 ${all} 类数值中没有一类优于单纯比较字符。`,
    some: (some: number, all: number, kinds: string) =>
      `在 ${all} 类数值中的 ${some} 类上优于单纯比较字符：${kinds}。`,
    partOf: (kind: string, series: string) => `${kind}中只有 ${series} 如此。`,
  },
}
