import { messageOf } from '../base/error.ts'
import { escaped } from '../base/escape.ts'
import { plain } from '../report/markdown-text.ts'
import type { CheckResult } from '../usecases/check.ts'
import type { FailedModel } from '../usecases/failed-models.ts'
import { table } from './table.ts'
import { hanging } from './wrapped.ts'

/** What came of a check, with the models that did not answer. */
export interface Checked {
  readonly result: Pick<CheckResult, 'gates' | 'passed'>
  readonly failed: readonly FailedModel[]
}

const marks = { pass: '✓', fail: '✗', unclear: '?' } as const

/** A table of the gates, and a sentence for each that did not pass. */
export function checkText({ result: { gates }, failed }: Checked, width: number | null): string {
  const rows = gates.map(({ outcome, gate, model, value }) => [
    marks[outcome],
    gate,
    model,
    value === null ? '–' : valueText(value),
  ])
  const said = gates.filter(({ outcome }) => outcome !== 'pass')
  const sentences = said.map(({ outcome, gate, model, message }) =>
    hanging(`${gate}, ${model}: ${message}`, width, `${marks[outcome]} `, '  '),
  )
  const columns = [
    { title: '' },
    { title: 'gate' },
    { title: 'model' },
    { title: 'value', align: 'right' as const },
  ]
  const errors = failed.map(({ model, error }) => `✗ ${model} did not answer: ${messageOf(error)}`)
  return `${table(columns, rows, width)}\n${[...sentences, ...errors].map(line => `${line}\n`).join('')}${summary(gates, failed)}\n`
}

/** `{format, version, passed, gates: [{gate, model, outcome, value, interval, bound, message}]}`. */
export function checkJson({ result: { gates, passed }, failed }: Checked): string {
  const errors = failed.map(({ model, error }) => ({ model, message: messageOf(error) }))
  const all = {
    format: 'numeracy-check',
    version: 1,
    passed: passed && failed.length === 0,
    gates,
    ...(errors.length > 0 && { errors }),
  }
  return `${JSON.stringify(all, null, 2)}\n`
}

/** For a comment or a job summary. */
export function checkMarkdown({ result: { gates }, failed }: Checked): string {
  const rows = gates.map(
    ({ outcome, gate, model, message }) =>
      `| ${marks[outcome]} | ${plain(gate)} | ${plain(model)} | ${plain(message)} |\n`,
  )
  const errors = failed.map(
    ({ model, error }) => `| ✗ | | ${plain(model)} | did not answer: ${plain(messageOf(error))} |\n`,
  )
  return `### numeracy: ${plain(summary(gates, failed))}\n\n|   | gate | model | result |\n|---|---|---|---|\n${[...rows, ...errors].join('')}`
}

/** JUnit: a gate that failed is a failure, a model that did not answer an error. */
export function checkJunit({ result: { gates }, failed }: Checked): string {
  const failures = gates.filter(({ outcome }) => outcome === 'fail').length
  const cases = gates.map(({ outcome, gate, model, message }) => {
    const head = `  <testcase classname="${escaped(model)}" name="${escaped(gate)}"`
    if (outcome === 'pass') return `${head}/>\n`
    if (outcome === 'unclear') return `${head}><system-out>${escaped(message)}</system-out></testcase>\n`
    return `${head}><failure message="${escaped(message)}"/></testcase>\n`
  })
  const errors = failed.map(
    ({ model, error }) =>
      `  <testcase classname="${escaped(model)}" name="answers"><error message="${escaped(messageOf(error))}"/></testcase>\n`,
  )
  const counts = `tests="${gates.length + failed.length}" failures="${failures}" errors="${failed.length}"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts}>\n<testsuite name="numeracy" ${counts}>\n${[...cases, ...errors].join('')}</testsuite>\n</testsuites>\n`
}

/** Workflow commands that GitHub shows beside the job. */
export function checkAnnotations({ result: { gates }, failed }: Checked): string {
  const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
  const line = (level: string, title: string, message: string) =>
    `::${level} title=${property(title)}::${data(message)}\n`
  return [
    ...gates
      .filter(({ outcome }) => outcome !== 'pass')
      .map(({ outcome, gate, model, message }) =>
        line(outcome === 'fail' ? 'error' : 'notice', `${model}: ${gate}`, message),
      ),
    ...failed.map(({ model, error }) => line('error', `${model} did not answer`, messageOf(error))),
  ].join('')
}

function summary(gates: CheckResult['gates'], failed: readonly FailedModel[]): string {
  const count = (wanted: keyof typeof marks) => gates.filter(({ outcome }) => outcome === wanted).length
  const parts = [
    `${count('pass')} of ${gates.length} gates passed`,
    ...(count('fail') === 0 ? [] : [`${count('fail')} failed`]),
    ...(count('unclear') === 0 ? [] : [`${count('unclear')} undecided`]),
    ...(failed.length === 0
      ? []
      : [`${failed.length} ${failed.length === 1 ? 'model' : 'models'} did not answer`]),
  ]
  return `${parts.join(', ')}.`
}

function valueText(value: number): string {
  const text = Math.abs(value) >= 10 ? value.toFixed(1) : String(Number(value.toPrecision(3)))
  return text.replace('-', '−')
}
