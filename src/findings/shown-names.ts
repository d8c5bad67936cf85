import type { Language, Translations } from './finding.ts'

/**
 * What stands in heads of tables, in legends and on axes: each thing under one name, in the page, the plain report,
 * Markdown, the terminal and figures. `test/words.test.ts` names the words that do not come back beside them.
 */
export const shownNames = {
  model: { en: 'model', zh: '模型' },
  series: { en: 'series', zh: '序列' },
  measure: { en: 'measure', zh: '度量' },
  question: { en: 'question', zh: '问题' },
  value: { en: 'value', zh: '值' },
  verdict: { en: 'verdict', zh: '判定' },
  note: { en: 'note', zh: '说明' },
  concordance: { en: 'concordance', zh: '一致率' },
  index: { en: 'index', zh: '指数' },
  interval: { en: '95 % interval', zh: '95 % 区间' },
  /** The two ends of an interval, where a column must hold a number. */
  from: { en: '95 % from', zh: '95 % 从' },
  to: { en: '95 % to', zh: '95 % 至' },
  modelWithInterval: { en: 'model, 95 % interval', zh: '模型，95 % 区间' },
  guessing: { en: 'guessing', zh: '猜测' },
  floor: { en: 'spelling floor', zh: '拼写基线' },
  roughSize: { en: 'rough size', zh: '大致大小' },
  keywords: { en: 'keyword search (BM25)', zh: '关键词检索（BM25）' },
  characters: { en: 'comparing characters', zh: '只比较字符' },
  adjustedP: { en: 'adjusted p', zh: '校正 p' },
  threshold: { en: 'threshold', zh: '阈值' },
  found: { en: 'duplicates found', zh: '找到的重复项' },
  falseMerges: { en: 'false merges', zh: '误合并' },
  foundGuarded: { en: 'duplicates found, numbers compared first', zh: '找到的重复项（先比较数字）' },
  falseMergesGuarded: { en: 'false merges, numbers compared first', zh: '误合并（先比较数字）' },
  betterKinds: { en: 'kinds of values above the spelling floor', zh: '高于拼写基线的数值种类' },
} as const satisfies Readonly<Record<string, Translations>>

/** Some of the names, for a row of heads. */
export function heads(language: Language, ...ids: readonly (keyof typeof shownNames)[]): string[] {
  return ids.map(id => shownNames[id][language])
}

/** What a threshold does, column by column. */
export function thresholdHeads(language: Language): string[] {
  return heads(language, 'threshold', 'found', 'falseMerges', 'foundGuarded', 'falseMergesGuarded')
}
