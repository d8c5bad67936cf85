import type { RunCase, RunFinding } from '../../store/run.ts'
import { type FindingRule, inAll, type Language, modelName } from '../finding.ts'

/** 9.9 or 9.11: the article's question, as decimals and as versions. */
export const nineEleven: FindingRule = {
  reports: {
    'nine-eleven': { en: '9.11 and 9.9 are confused in some contexts', zh: '在某些语境中混淆 9.11 与 9.9' },
  },
  findings: run =>
    run.models
      .filter(({ kind }) => kind !== 'reference')
      .flatMap(({ id }): RunFinding[] => {
        const find = (anchor: string) =>
          run.cases.find(item => item.model === id && item.anchor === anchor && isNineEleven(item))
        const decimals = ['9', '10'].map(find).filter(item => item !== undefined)
        const version = find('version 10.0')
        if (decimals.length === 0 || version === undefined) return []
        const asked = [...decimals, version]
        const wrong = asked.some(({ verdict }) => verdict !== 'right')
        return [
          {
            id: 'nine-eleven',
            severity: wrong ? 'warning' : 'info',
            text: inAll(language =>
              language === 'en'
                ? `9.11 or 9.9? ${modelName(run, id)}: ${asked.map(item => pickText(item, 'en')).join(' ')}`
                : `9.11 还是 9.9？${modelName(run, id, 'zh')}：${asked.map(item => pickText(item, 'zh')).join('')}`,
            ),
            evidence: [],
          },
        ]
      }),
}

function isNineEleven({ closer, farther }: RunCase): boolean {
  const pair = [closer, farther].map(text => text.replace('version ', ''))
  return pair.includes('9.11') && pair.includes('9.9')
}

/** With the margin, in the model's own units: how much higher it scores what it picks. */
function pickText({ anchor, closer, farther, margin, verdict }: RunCase, language: Language): string {
  const words = sentences[language]
  if (verdict === 'tie') return words.tie(anchor, closer, farther)
  const by = String(Number(Math.abs(margin).toPrecision(2)))
  return verdict === 'right' ? words.right(anchor, closer, by) : words.wrong(anchor, farther, closer, by)
}

const sentences = {
  en: {
    tie: (anchor: string, closer: string, farther: string) =>
      `Which is closer to ${anchor}? It scores ${closer} and ${farther} the same (correct: ${closer}).`,
    right: (anchor: string, chosen: string, by: string) =>
      `Which is closer to ${anchor}? It picks ${chosen} by ${by} (correct).`,
    wrong: (anchor: string, chosen: string, closer: string, by: string) =>
      `Which is closer to ${anchor}? It picks ${chosen} by ${by} (correct: ${closer}).`,
  },
  zh: {
    tie: (anchor: string, closer: string, farther: string) =>
      `哪个更接近 ${anchor}？它给 ${closer} 与 ${farther} 的得分相同（正确答案：${closer}）。`,
    right: (anchor: string, chosen: string, by: string) =>
      `哪个更接近 ${anchor}？它选 ${chosen}，高出 ${by}（正确）。`,
    wrong: (anchor: string, chosen: string, closer: string, by: string) =>
      `哪个更接近 ${anchor}？它选 ${chosen}，高出 ${by}（正确答案：${closer}）。`,
  },
}
