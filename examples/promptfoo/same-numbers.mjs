/**
 * An assertion for promptfoo: an answer holds the same numbers, prices, dates and times as a text, in whatever format,
 * and no others. The text is `config.text` of the assertion, else the variable `expected` of the test.
 */
import { numberDifferences, sameNumbers } from 'numeracy'

/** @param {string} output @param {{ vars?: { expected?: string }, config?: { text?: string } }} context */
export default function holdsTheSameNumbers(output, { vars = {}, config = {} }) {
  const expected = config.text ?? vars.expected
  if (expected === undefined)
    return {
      pass: false,
      score: 0,
      reason: 'Got no text to compare with: give config.text, or the variable expected.',
    }
  const pass = sameNumbers(expected, output)
  const reason = pass
    ? `“${output}” holds the numbers of “${expected}”.`
    : `“${output}” holds other numbers than “${expected}”: ${JSON.stringify(numberDifferences(expected, output))}`
  return { pass, score: pass ? 1 : 0, reason }
}
