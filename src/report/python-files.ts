import { readFile } from 'node:fs/promises'
import { evaluationCases } from '../experiments/evaluation-cases.ts'
import type { Size } from '../experiments/experiment.ts'

/** What can be written for a Python program: the module that is put beside the cases. */
export const pythonModules = {
  evaluator: 'numeracy_evaluator.py',
  mteb: 'numeracy_mteb.py',
} as const

export type PythonModule = keyof typeof pythonModules

/** The files of a folder that a Python program scores models with, by name: a module, and what it asks. */
export async function pythonFiles(
  module: PythonModule,
  draw: { readonly seed: number; readonly size: Size },
): Promise<ReadonlyMap<string, string>> {
  const name = pythonModules[module]
  const source = await readFile(new URL(`../../python/${name}`, import.meta.url), 'utf8')
  const cases = evaluationCases(draw)
    .map(each => `${JSON.stringify(each)}\n`)
    .join('')
  return new Map([
    [name, source],
    ['cases.jsonl', cases],
  ])
}
