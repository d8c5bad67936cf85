import { NumeracyError } from '../src/base/error.ts'

/** What a runner gives a program. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The inputs of action.yml, read. */
export interface Inputs {
  readonly config: string
  readonly workingDirectory: string
  readonly fresh: boolean
  readonly cache: boolean
  readonly comment: boolean
  readonly report: boolean
  readonly maxRequests: string | null
  readonly maxTokens: string | null
  /** Null: that of the action. */
  readonly version: string | null
  readonly packages: readonly string[]
  readonly token: string | null
}

/**
 * The inputs as the runner hands them over: `INPUT_` and the name in capitals. What is empty counts as not given.
 * @throws NumeracyError `usage` for one that is not what it should be
 */
export function inputsOf(env: Environment): Inputs {
  const text = (name: string) => env[`INPUT_${name.toUpperCase()}`]?.trim() || null
  const flag = (name: string, otherwise: boolean) => {
    const value = text(name)
    if (value === null) return otherwise
    if (/^true$/i.test(value)) return true
    if (/^false$/i.test(value)) return false
    throw usage(name, value, 'true or false')
  }
  const count = (name: string) => {
    const value = text(name)
    if (value !== null && !/^\d{1,15}$/.test(value)) throw usage(name, value, 'a whole number, such as 1000')
    return value
  }
  const version = text('version')
  if (version !== null && !/^[\w.-]+$/.test(version))
    throw usage('version', version, 'a version, such as 0.1.0')
  const packages = text('packages')?.split(/\s+/) ?? []
  const unfit = packages.find(name => !/^(?:@[\w.-]+\/)?\w[\w.-]*(?:@[\w.-]+)?$/.test(name))
  if (unfit !== undefined)
    throw usage('packages', unfit, 'the names of npm packages, such as @huggingface/transformers@4.3.1')
  return {
    config: text('config') ?? 'numeracy.config.yaml',
    workingDirectory: text('working-directory') ?? '.',
    fresh: flag('fresh', false),
    cache: flag('cache', true),
    comment: flag('comment', true),
    report: flag('report', true),
    maxRequests: count('max-requests'),
    maxTokens: count('max-tokens'),
    version,
    packages,
    token: text('token'),
  }
}

function usage(name: string, got: string, expected: string): NumeracyError {
  return new NumeracyError(
    'usage',
    `The input ${name}: got ${JSON.stringify(got)}; expected ${expected}. Correct it in the workflow.`,
  )
}
