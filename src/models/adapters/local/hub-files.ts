import { neededFiles } from './model-folder.ts'
import { lengthFilesOf, modelSteps, stepFilesOf } from './modules.ts'
import type { LocalOptions } from './options.ts'
import { externalFile, graphOf, weightsCandidates } from './weights.ts'

/**
 * Visits the files of a model of a hub that are needed here, one after the other; what the ones that are there
 * name decides which are next.
 * @param folder where the files are once they are visited
 * @param visit whether the hub has the file, and it is then in the folder
 */
export async function visitModelFiles(
  folder: string,
  options: LocalOptions,
  visit: (file: string) => Promise<boolean>,
): Promise<void> {
  for (const file of neededFiles) await visit(file)
  const steps = (await visit('modules.json')) ? await modelSteps(options, folder) : null
  for (const file of [...stepFilesOf(steps), 'config_sentence_transformers.json']) await visit(file)
  for (const file of lengthFilesOf(steps)) if (await visit(file)) break
  for (const [, weights] of weightsCandidates(options)) {
    if (!(await visit(weights))) continue
    for (const location of graphOf(options, folder, weights).external.keys())
      await visit(externalFile(options, weights, location))
    break
  }
}
