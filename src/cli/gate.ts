import { CommanderError } from '@commander-js/extra-typings'
import type { Program } from './options.ts'

const gateCode = 'numeracy.gate'

/** Ends a command that did its work and found that a gate or a check failed: exit code 1, nothing more is said. */
export function failGate(program: Program): never {
  return program.error('', { code: gateCode, exitCode: 1 })
}

export function isFailedGate(error: unknown): boolean {
  return error instanceof CommanderError && error.code === gateCode
}
