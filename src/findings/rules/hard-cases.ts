import type { RunFinding } from '../../store/run.ts'
import { evidenceOf, type FindingRule, inAll, nameOf, valuesOf } from '../finding.ts'

/** How many of the hard cases a model answers rightly, beside the best of the string references. */
export const hardCases: FindingRule = run =>
  valuesOf(run, 'case-accuracy').flatMap((asked): RunFinding[] => {
    const whole = asked.measures.find(({ series }) => series === 'cases:all')
    if (whole === undefined) return []
    const all = Number(whole.details?.cases)
    const right = Number(whole.details?.right)
    const best = Math.round((whole.floor?.value ?? 0) * all)
    return [
      {
        id: 'hard-cases',
        severity: right > Math.max(best, all / 2) ? 'info' : 'notice',
        text: inAll(language =>
          language === 'en'
            ? `Hard cases: ${nameOf(run, asked, 'en')} is right on ${right} of ${all}; the best matcher of characters on ${best}, a coin on about ${Math.round(all / 2)}.`
            : `难例：${nameOf(run, asked, 'zh')}答对 ${all} 题中的 ${right} 题；最好的字符匹配器答对 ${best} 题，抛硬币约 ${Math.round(all / 2)} 题。`,
        ),
        evidence: evidenceOf(whole),
      },
    ]
  })
