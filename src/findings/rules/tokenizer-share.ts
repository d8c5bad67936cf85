import { pAbove } from '../family.ts'
import type { Known } from '../finding.ts'
import { withInterval, written } from '../number.ts'
import { seriesRule } from './series-rule.ts'

/**
 * How far similarity goes along with the tokens that two documents share, beside distance and spelling. Documents that
 * share tokens share characters too, so this is reported as what goes together, never as a cause.
 */
export const tokenizerShare = seriesRule({
  id: 'tokenizer-share',
  phrase: { en: 'Documents that share tokens are more alike', zh: '共享词元的文档更相似' },
  measure: 'tokenizer-share',
  severity: 'notice',
  p: measure => pAbove(measure, 0.02),
  en: (name, significant, strongest) =>
    `${name} scores documents that share tokens as more similar. On ${strongest.series}, shared tokens account for ${withInterval(strongest, 'en')} of R²; distance, spelling, length and tokens together account for ${written(explained(strongest))}${others(significant, strongest, 'en')}. Documents that share tokens also share characters, so this does not show what causes what.`,
  zh: (name, significant, strongest) =>
    `${name}给共有词元的文档更高的相似度。在 ${strongest.series} 上，词元在 R² 中的份额为 ${withInterval(strongest, 'zh')}，距离、拼写、长度与词元合计为 ${written(explained(strongest))}${others(significant, strongest, 'zh')}。共有词元的文档也共有字符，因此这并不说明因果。`,
})

function explained({ details }: Known): number {
  return Number(details?.rSquared)
}

function others(significant: readonly Known[], strongest: Known, language: 'en' | 'zh'): string {
  const rest = significant
    .filter(each => each !== strongest)
    .map(each => `${each.series} ${written(each.value)}`)
  if (rest.length === 0) return ''
  return language === 'en' ? `; ${rest.join(', ')}` : `；${rest.join('、')}`
}
