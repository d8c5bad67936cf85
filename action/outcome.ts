import { type Checked, checkAnnotations, checkMarkdown, checkText } from '../src/cli/check-output.ts'
import type { Ended } from './program.ts'
import { commandData } from './runner.ts'

/** What a check came to, as the action reports it. */
export interface Outcome {
  readonly passed: boolean
  readonly failedGates: readonly string[]
  readonly unclearGates: readonly string[]
  /** For summary and comment. */
  readonly markdown: string
  /** For the log. */
  readonly text: string
  /** Commands that the runner shows beside the job. */
  readonly annotations: string
  /** The result as the check printed it; null where nothing was checked. */
  readonly json: string | null
}

/** What `numeracy check --json` printed, or why it printed nothing. */
export function outcomeOf({ code, stdout, stderr }: Ended): Outcome {
  const checked = code === 0 || code === 1 ? checkedOf(stdout) : null
  if (checked === null)
    return unchecked(errorIn(stderr) ?? `it ended with ${code === null ? 'a signal' : `code ${code}`}.`)
  const { result } = checked
  const named = (outcome: 'fail' | 'unclear') =>
    result.gates.filter(each => each.outcome === outcome).map(({ model, gate }) => `${model}, ${gate}`)
  return {
    passed: code === 0,
    failedGates: named('fail'),
    unclearGates: named('unclear'),
    markdown: checkMarkdown(checked),
    text: checkText(checked, null),
    annotations: checkAnnotations(checked),
    json: stdout,
  }
}

function checkedOf(stdout: string): Checked | null {
  try {
    const {
      passed,
      gates,
      errors = [],
    } = JSON.parse(stdout) as Checked['result'] & {
      readonly errors?: readonly { readonly model: string; readonly message: string }[]
    }
    return {
      result: { passed, gates },
      failed: errors.map(({ model, message }) => ({ model, error: new Error(message) })),
    }
  } catch {
    return null
  }
}

/** What is reported where there is no result, and why. */
export function unchecked(why: string): Outcome {
  const text = `Nothing was checked: ${why}`
  const fence = '`'.repeat(Math.max(3, ...[...why.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)))
  return {
    passed: false,
    failedGates: [],
    unclearGates: [],
    markdown: `### numeracy: nothing was checked.\n\n${fence}text\n${why}\n${fence}\n`,
    text,
    annotations: `::error title=numeracy::${commandData(text)}\n`,
    json: null,
  }
}

/** The message of the last line that is an error as JSON. */
function errorIn(stderr: string): string | null {
  for (const line of stderr.trimEnd().split('\n').reverse()) {
    if (!line.startsWith('{"error":')) continue
    try {
      return (JSON.parse(line) as { error: { message: string } }).error.message
    } catch {
      // A line that only looks like one; an earlier one may be.
    }
  }
  return null
}
