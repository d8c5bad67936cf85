import { thresholdDetailsOf } from '../../measures/threshold-details.ts'
import type { RunFinding, RunUse } from '../../store/run.ts'
import type { ThresholdDetails } from '../../store/threshold-details.ts'
import { type Evidence, type FindingRule, inAll, type Language, nameOf } from '../finding.ts'
import { percent, written } from '../number.ts'

/** Whether a threshold finds the duplicates and merges next to nothing else, with the numbers compared first or not. */
export const mergeThreshold: FindingRule = {
  reports: { 'merge-threshold': null },
  findings: run =>
    (run.uses ?? []).flatMap(use => {
      const details = thresholdDetailsOf(use)
      return details === null ? [] : findingOf(run, use, details)
    }),
}

const severities = { safe: 'info', risky: 'notice', 'no safe threshold': 'warning' } as const

function findingOf(run: Evidence, use: RunUse, details: ThresholdDetails): RunFinding {
  return {
    id: 'merge-threshold',
    severity: severities[details.verdict],
    text: inAll(language => {
      const { deciding, at, guarded } = words[language]
      const usual = details.table.find(({ threshold }) => threshold === 0.9)
      const sentences = [
        deciding(nameOf(run, use, language), details),
        ...(usual === undefined || details.verdict === 'safe' ? [] : [at(usual)]),
        ...(details.guard.verdict !== 'safe' || details.verdict === 'safe'
          ? []
          : [guarded(details.guard.deciding!)]),
      ]
      return sentences.join(language === 'en' ? ' ' : '')
    }),
    evidence: [],
  }
}

type Point = NonNullable<ThresholdDetails['deciding']>

interface Words {
  deciding(name: string, details: ThresholdDetails): string
  at(point: Point): string
  guarded(point: Point): string
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    deciding(name, { deciding, verdict }) {
      if (deciding === null) return `No threshold finds 90 % of the duplicates with ${name}.`
      const { threshold, kept, falseMerges } = deciding
      const does = `the threshold ${written(threshold)} finds ${percent(kept.value)} of the duplicates and merges ${percent(falseMerges.value)} of the texts that differ in a number${verdict === 'no safe threshold' ? '' : ` (at most ${percent(falseMerges.bound)})`}`
      if (verdict === 'safe') return `A threshold is safe for merging with ${name}: ${does}.`
      if (verdict === 'risky') return `A threshold is risky for merging with ${name}: ${does}.`
      return `No threshold is safe for merging or caching with ${name}: ${does}.`
    },
    at: ({ threshold, kept, falseMerges }) =>
      `At ${written(threshold)} it finds ${percent(kept.value)} and merges ${percent(falseMerges.value)}.`,
    guarded: ({ threshold, kept, falseMerges }) =>
      `Where texts with different numbers are refused first (sameNumbers), the threshold ${written(threshold)} finds ${percent(kept.value)} and merges ${percent(falseMerges.value)}.`,
  },
  zh: {
    deciding(name, { deciding, verdict }) {
      if (deciding === null) return `${name} 没有阈值能找到 90 % 的重复项。`
      const { threshold, kept, falseMerges } = deciding
      const does = `阈值 ${written(threshold)} 找到 ${percent(kept.value)} 的重复项，并合并 ${percent(falseMerges.value)} 的数字不同的文本${verdict === 'no safe threshold' ? '' : `（至多 ${percent(falseMerges.bound)}）`}`
      if (verdict === 'safe') return `${name} 有可安全合并的阈值：${does}。`
      if (verdict === 'risky') return `${name} 按阈值合并有风险：${does}。`
      return `${name} 没有可安全合并或缓存的阈值：${does}。`
    },
    at: ({ threshold, kept, falseMerges }) =>
      `在 ${written(threshold)} 处找到 ${percent(kept.value)}，合并 ${percent(falseMerges.value)}。`,
    guarded: ({ threshold, kept, falseMerges }) =>
      `若先拒绝数字不同的文本（sameNumbers），阈值 ${written(threshold)} 找到 ${percent(kept.value)}，合并 ${percent(falseMerges.value)}。`,
  },
}
