import { pAbove } from '../family.ts'
import { withInterval, written } from '../number.ts'
import { seriesRule } from './series-rule.ts'

interface Variant {
  readonly prompt: string
  readonly order: string
  readonly concordance: number
}

/** A question that decides what a reranker scores. */
export const promptSensitivity = seriesRule({
  id: 'prompt-sensitivity',
  phrase: { en: 'The wording of the question decides much', zh: '问题的措辞影响很大' },
  measure: 'prompt-sensitivity',
  severity: 'warning',
  p: measure => pAbove(measure, 0),
  en: (name, _, strongest) =>
    `${name}: the score depends on how the question is worded. On ${strongest.series}, concordance differs by ${withInterval(strongest, 'en')} between the worst and the best of ${variants(strongest).length} wordings and orders of the documents: ${ends(strongest, 'en')}.`,
  zh: (name, _, strongest) =>
    `${name}：得分取决于提问的措辞。在 ${strongest.series} 上，${variants(strongest).length} 种措辞与文档顺序中最差与最好的一致率相差 ${withInterval(strongest, 'zh')}：${ends(strongest, 'zh')}。`,
})

function variants({ details }: { readonly details?: unknown }): readonly Variant[] {
  return (details as { variants: readonly Variant[] }).variants
}

function ends(measure: { readonly details?: unknown }, language: 'en' | 'zh'): string {
  const ordered = variants(measure).toSorted((a, b) => a.concordance - b.concordance)
  return [ordered[0], ordered[ordered.length - 1]]
    .map(({ prompt, order, concordance }) => {
      const shuffled = order === 'shuffled' ? { en: ', shuffled documents', zh: '，文档乱序' }[language] : ''
      return `“${prompt}”${shuffled} ${written(concordance)}`
    })
    .join(language === 'en' ? ', ' : '，')
}
