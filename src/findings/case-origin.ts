import type { RunCase } from '../store/run.ts'
import type { Language } from './finding.ts'

/** Whether a case is one on which engines that compare characters failed: such cases are counted apart from all others. */
export function isControl({ evidence }: Pick<RunCase, 'evidence'>): boolean {
  return evidence === 'string-engine'
}

/** Where a case is from and how it went there; null for a case that was made up. */
export function caseOrigin(
  { source, evidence }: Pick<RunCase, 'source' | 'evidence'>,
  language: Language,
): string | null {
  if (source === undefined) return null
  const said = evidence === undefined ? [] : [evidenceWords[language][evidence]]
  return [source, ...said].join(language === 'en' ? '; ' : '；')
}

const evidenceWords = {
  en: {
    failed: 'a model failed there',
    'thin-margin': 'a model was right there by a thin margin',
    reported: 'reported there without scores',
    'string-engine': 'a control: an engine that compares characters failed there',
  },
  zh: {
    failed: '有模型在此答错',
    'thin-margin': '有模型在此以微弱差值答对',
    reported: '报告未给出得分',
    'string-engine': '对照题：字符匹配引擎在此答错',
  },
}
