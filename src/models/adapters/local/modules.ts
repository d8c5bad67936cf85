import { join, posix } from 'node:path'
import { z } from 'zod'
import { checked } from './model-config.ts'
import { jsonFile } from './model-folder.ts'
import { type Named, trouble } from './trouble.ts'
import { isFile } from './weights.ts'

/** One step of a sentence-transformers model. */
export interface ModelStep {
  /** The last word of its class: `Transformer`, `Pooling`, `Normalize`, `Dense`, … */
  readonly name: string
  /** Its folder inside the model's; empty for the model's own. */
  readonly path: string
}

const modulesFile = z.array(z.looseObject({ path: z.string(), type: z.string() }))

/**
 * The steps that `modules.json` names, in order; null where there is no such file.
 * @throws NumeracyError `input`: the file is not what it should be, or names a folder outside of the model's
 */
export async function modelSteps(named: Named, path: string): Promise<readonly ModelStep[] | null> {
  const value = await jsonFile(named, path, 'modules.json')
  if (value === undefined) return null
  return checked(named, path, 'modules.json', modulesFile, value).map(module => {
    const folder = posix.normalize(module.path.replaceAll('\\', '/')).replace(/^\.?\/?$|\/$/, '')
    if (folder.split('/').includes('..') || /^(?:\/|[A-Za-z]:)/.test(folder)) {
      throw trouble(
        'input',
        named,
        `modules.json names the folder ${JSON.stringify(module.path)}, outside of the model's; expected one such as 1_Pooling. Get the file again.`,
        { details: { path, file: 'modules.json' } },
      )
    }
    return { name: module.type.slice(module.type.lastIndexOf('.') + 1), path: folder }
  })
}

/** Where sentence-transformers looks for the length of a text, in its order: the first that is there counts. */
const lengthFiles = [
  'sentence_bert_config.json',
  'sentence_roberta_config.json',
  'sentence_distilbert_config.json',
  'sentence_camembert_config.json',
  'sentence_albert_config.json',
  'sentence_xlm-roberta_config.json',
  'sentence_xlnet_config.json',
] as const

/** The files that may say how long a text may be: those of the step Transformer, else those of the model's folder. */
export function lengthFilesOf(steps: readonly ModelStep[] | null): string[] {
  const own = steps?.find(({ name }) => name === 'Transformer')?.path ?? ''
  return [...new Set([own, ''])].flatMap(folder => lengthFiles.map(name => posix.join(folder, name)))
}

/** The configuration of the pooling: that of its step; where no file names steps, that of the usual folder. */
export function poolingFileOf(steps: readonly ModelStep[] | null): string {
  const step = steps?.find(({ name }) => name === 'Pooling')
  return posix.join(step?.path ?? '1_Pooling', 'config.json')
}

/** The configurations of all steps that have a folder of their own, the pooling among them. */
export function stepFilesOf(steps: readonly ModelStep[] | null): string[] {
  const own = (steps ?? [])
    .filter(({ path }) => path !== '')
    .map(({ path }) => posix.join(path, 'config.json'))
  return [...new Set([poolingFileOf(steps), ...own])]
}

/** The files beside the weights that change what a model answers; some of them may not be there. */
export async function configFilesOf(path: string, steps: readonly ModelStep[] | null): Promise<string[]> {
  const files = ['modules.json', 'config_sentence_transformers.json', ...stepFilesOf(steps)]
  for (const file of lengthFilesOf(steps)) if (await isFile(join(path, file))) return [...files, file]
  return files
}
