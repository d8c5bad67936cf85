import { unfitCharacter } from '../base/characters.ts'
import { NumeracyError } from '../base/error.ts'
import { defineSeries, type Series } from './series.ts'

/**
 * A text with one or more `{d}`, into which a document is put: a template round the documents, or the
 * question put to a reranker.
 * @throws NumeracyError `usage` when `{d}` is missing, or where a control character stands
 */
export function checkTemplate(text: string, option: string): string {
  if (!text.includes('{d}')) {
    throw new NumeracyError(
      'usage',
      `${option}: got ${JSON.stringify(text)}, which has no {d}; expected a text with {d} where the document goes, such as 'what is the closest item to {d}?'.`,
      {
        details: { option, text },
      },
    )
  }
  const character = unfitCharacter(text)
  if (character !== null) {
    throw new NumeracyError(
      'usage',
      `${option}: got the character ${character} in ${JSON.stringify(text)}; expected text without control characters. Remove it.`,
      { details: { option, text } },
    )
  }
  return text
}

/** `template` with every `{d}` replaced by `document`. */
export function fillTemplate(template: string, document: string): string {
  return template.replaceAll('{d}', () => document)
}

/** A series with every document put into `template`; values and ruler stay. Its id names the template. */
export function templatedSeries(series: Series, template: string): Series {
  checkTemplate(template, '--template')
  const slug = template
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
  return defineSeries({
    ...series,
    id: `${series.id}:${slug}`,
    description: `${series.description} Each in the sentence ${JSON.stringify(template)}.`,
    texts: series.texts.map(text => fillTemplate(template, text)),
    readUnit: null,
  })
}
