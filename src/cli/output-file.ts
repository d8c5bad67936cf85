import { dirname } from 'node:path'
import { NumeracyError } from '../base/error.ts'
import { isFolder } from '../store/runs.ts'
import { unwritable } from '../store/storage-trouble.ts'
import { isSpecial, writeWhole } from '../store/whole-file.ts'

/**
 * Called before the work, not after.
 * @param option that named the file
 * @param isOfFolder whether it is to become a folder of files
 * @throws NumeracyError `storage` when it cannot stand there
 */
export async function checkFilePlace(option: string, path: string, isOfFolder = false): Promise<void> {
  const refuse = (problem: string) => {
    throw new NumeracyError('storage', `${option}: ${problem}`, { details: { path } })
  }
  if (!isOfFolder && (await isFolder(path)))
    refuse(`${path} is a folder; expected the name of a file. Choose another name.`)
  if (await isSpecial(path))
    refuse(`${path} is a device, a pipe or a socket; expected the name of a file. Choose another name.`)
  if (!(await isFolder(dirname(path))))
    refuse(`there is no folder ${dirname(path)}. Make it, or choose another place.`)
}

/** @throws NumeracyError `storage` */
export async function writeOutputFile(option: string, path: string, content: string): Promise<void> {
  await writeWhole(path, content).catch(error => {
    throw unwritable(`${option}: ${path} cannot be written`, error, path)
  })
}
