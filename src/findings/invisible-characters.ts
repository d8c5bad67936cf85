import { invisibleCharacters } from '../base/characters.ts'
import { enumerated, type Language } from './finding.ts'

/** What a reader of some texts cannot see in them, and a model gets: a sentence for each text that holds such a thing. */
export function invisibleNotes(texts: readonly string[], language: Language): string[] {
  return texts.flatMap(text => {
    const found = invisibleCharacters(text)
    return found.length === 0 ? [] : [sentences[language](text, found)]
  })
}

const sentences: Readonly<Record<Language, (text: string, found: readonly string[]) => string>> = {
  en: (text, found) =>
    `“${text}” holds the invisible ${found.length === 1 ? 'character' : 'characters'} ${enumerated(found)}, which the model gets too; remove what is not meant.`,
  zh: (text, found) => `“${text}”含有不可见字符 ${enumerated(found, 'zh')}，模型也会读到；如非有意，请删除。`,
}
