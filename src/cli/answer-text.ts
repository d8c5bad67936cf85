import { printableLine } from '../base/control-characters.ts'
import type { NearestAnswer, NearestResult } from '../experiments/nearest-answer.ts'
import { invisibleNotes } from '../findings/invisible-characters.ts'
import { written } from '../findings/number.ts'
import { table } from './table.ts'
import { wrapped } from './wrapped.ts'

/** What each model answers, as a table and a sentence, and what a reader cannot see in the texts. */
export function answerTable(
  result: NearestResult,
  names: ReadonlyMap<string, string>,
  width: number | null,
): string {
  const parts = result.models.map(answer => {
    const rows = answer.candidates.map(({ text, similarity, tokens }) => [
      text === answer.nearest ? '→' : '',
      text,
      written(similarity, 6),
      tokens === null ? 'not known' : tokens.join(' | '),
    ])
    const columns = [
      { title: '' },
      { title: 'candidate' },
      { title: 'similarity', align: 'right' as const },
      { title: 'tokens' },
    ]
    return `${names.get(answer.model)}\n${table(columns, rows, width)}${wrapped(sentence(result, answer), width)}\n`
  })
  const notes = invisibleNotes([result.anchor, ...candidatesOf(result)], 'en')
  const noted = notes.map(note => `${wrapped(printableLine(note), width)}\n`).join('')
  return [...parts, ...(noted === '' ? [] : [noted])].join('\n')
}

function candidatesOf({ models }: NearestResult): string[] {
  return models[0]?.candidates.map(({ text }) => text) ?? []
}

function sentence(
  { anchor, as, reason }: NearestResult,
  { nearest, truth, verdict, margin }: NearestAnswer,
): string {
  const picks = `It places ${nearest} nearest to ${anchor}`
  if (truth === null) {
    const why =
      reason === null
        ? 'two candidates are at the same distance'
        : `${reason}${as === null ? '; --as says how to read them' : ''}`
    return `${picks}. The correct answer is not known: ${why}.`
  }
  const reading = `read as ${as}`
  if (verdict === 'tie')
    return `Tie. Nothing is nearest to ${anchor}: its highest similarities are equal (correct: ${truth}, ${reading}).`
  const by = Math.abs(margin!).toFixed(4)
  return verdict === 'right'
    ? `Right. ${picks}, by ${by} (correct, ${reading}).`
    : `Wrong. ${picks}, by ${by} (correct: ${truth}, ${reading}).`
}
