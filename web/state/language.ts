import { computed, effect } from '@preact/signals'
import type { Language, Translations } from '../../src/findings/finding.ts'
import { languages } from '../../src/findings/finding.ts'
import { addressed } from './address.ts'

/** The language of the page: the one of the address, otherwise the first of the browser's that we have. */
export const language = computed<Language>(() => {
  const named = languages.find(each => each === addressed('lang'))
  if (named !== undefined) return named
  const preferred = navigator.languages.map(tag => tag.slice(0, 2).toLowerCase())
  return preferred.map(tag => languages.find(each => each === tag)).find(each => each !== undefined) ?? 'en'
})

effect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-Hans' : 'en'
})

/** One sentence of a part of the page in every language. */
export function inEach<Words>(
  words: Readonly<Record<Language, Words>>,
  pick: (words: Words) => string,
): Translations {
  return { en: pick(words.en), zh: pick(words.zh) }
}

/** The words of one part of the page in the language that is chosen. */
export function spoken<Words>(words: Readonly<Record<Language, Words>>): Words {
  return words[language.value]
}
