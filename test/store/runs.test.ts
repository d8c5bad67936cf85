import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { NumeracyError } from '../../src/base/error.ts'
import { runText } from '../../src/store/run-text.ts'
import { checkWritableFolder, maxRunBytes, readRun, writeRun } from '../../src/store/runs.ts'
import { isSpecial, writeWhole } from '../../src/store/whole-file.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { readOnlyDisk, smallDisk } from './fixtures/disks.ts'
import { runProcess } from './fixtures/processes.ts'
import { sampleRun } from './fixtures/sample-run.ts'

describe('writeRun and readRun', () => {
  test('give back the run that was written, and leave nothing else in the folder', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'run.json')
    await writeRun(path, sampleRun)
    expect(await readRun(path)).toEqual(sampleRun)
    expect(readdirSync(folder)).toEqual(['run.json'])
  })

  test('replace an earlier run whole', async () => {
    const path = join(temporaryFolder(), 'run.json')
    writeFileSync(path, 'x'.repeat(1_000_000))
    await writeRun(path, sampleRun)
    expect(await readRun(path)).toEqual(sampleRun)
  })
})

describe('readRun', () => {
  test('refuses a file of 5 GB, which could not even be read', async () => {
    const path = join(temporaryFolder(), 'run.json')
    writeFileSync(path, '')
    truncateSync(path, 5 * 1000 ** 3)
    expect(await errorOf(readRun(path))).toMatchObject({
      code: 'input',
      message: `The run file ${path} has 4,769 MiB; at most 256 MiB are read. Probe fewer series or models at once.`,
    })
  })

  test('says that there is no such file', async () => {
    const path = join(temporaryFolder(), 'none.json')
    expect(await errorOf(readRun(path))).toMatchObject({
      code: 'storage',
      message: `The run file ${path} cannot be read (there is no such file or folder). Check the path and its permissions.`,
    })
  })

  test('says that it got a folder', async () => {
    const path = temporaryFolder()
    expect(await errorOf(readRun(path))).toMatchObject({
      code: 'input',
      message: `The run file ${path} is a folder, not a file; expected a file that "numeracy probe" wrote. Check the path and its permissions.`,
    })
  })

  test('does not wait for a device that never ends', async () => {
    expect((await errorOf(readRun('/dev/zero'))).message).toContain('is not a regular file')
  })

  test('names the file in what parseRun says of it', async () => {
    const path = join(temporaryFolder(), 'run.json')
    writeFileSync(path, '{"format":"numeracy-run","ver')
    expect((await errorOf(readRun(path))).message).toContain(`The run file ${path} is cut off`)
  })
})

describe('writeRun', () => {
  test('leaves an earlier file as it was and removes its own when it fails', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'run.json')
    mkdirSync(path)
    writeFileSync(join(path, 'inside'), 'kept')
    expect(await errorOf(writeRun(path, sampleRun))).toMatchObject({
      code: 'storage',
      message: `The run cannot be written to ${path} (it is a folder, not a file). Choose another place.`,
    })
    expect(readdirSync(folder)).toEqual(['run.json'])
    expect(readFileSync(join(path, 'inside'), 'utf8')).toBe('kept')
  })

  test('says that the folder is missing', async () => {
    const path = join(temporaryFolder(), 'none', 'run.json')
    expect((await errorOf(writeRun(path, sampleRun))).message).toBe(
      `The run cannot be written to ${path} (there is no such file or folder). Choose another place.`,
    )
  })

  test('refuses a run that readRun would refuse for its size, in bytes', async () => {
    const path = join(temporaryFolder(), 'run.json')
    const matrix = { ...sampleRun.matrices[0]!, prompt: '千'.repeat(2 ** 20) }
    const run = { ...sampleRun, matrices: new Array(Math.ceil(maxRunBytes / 3 / 2 ** 20)).fill(matrix) }
    expect((await errorOf(writeRun(path, run))).message).toBe(
      `The run for ${path} has 259 MiB; a run file may have at most 256 MiB. Probe fewer series or models at once.`,
    )
  })

  const small = smallDisk()

  test(`leaves nothing behind on a full disk (${small.way})`, async () => {
    const folder = temporaryFolder()
    const { stdout } = await runProcess(
      small.around(folder, scriptCommand('writeRun', folder, { bytes: 8_000_000 })),
      small.user,
    )
    const { message, names } = JSON.parse(stdout)
    expect(message).toMatch(
      /^The run cannot be written to .*run\.json \((the disk is full|the file is larger than allowed here)\)\. Free some space or choose another place\.$/,
    )
    expect(names).toEqual([])
  })
})

describe('checkWritableFolder', () => {
  test('makes the folder, those above it too, and leaves it empty', async () => {
    const folder = join(temporaryFolder(), 'a', 'b')
    await checkWritableFolder(folder)
    await checkWritableFolder(folder)
    expect(readdirSync(folder)).toEqual([])
  })

  test('says that a file is in the way', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(await errorOf(checkWritableFolder(file))).toMatchObject({
      code: 'storage',
      message: `The folder ${file} cannot be written (there is a file where the folder should be). Choose another place.`,
    })
    expect((await errorOf(checkWritableFolder(join(file, 'below')))).message).toContain(
      '(a part of the path is a file, not a folder)',
    )
  })

  const readOnly = readOnlyDisk()

  test(`finds that a folder is read-only (${readOnly.way})`, async () => {
    const folder = temporaryFolder()
    onTestFinished(() => chmodSync(folder, 0o755))
    const { stdout } = await runProcess(
      readOnly.around(folder, scriptCommand('checkWritableFolder', folder, { bytes: 0 })),
      readOnly.user,
    )
    expect(JSON.parse(stdout).message).toMatch(
      /^The folder .* cannot be written \((the file system is read-only|no permission)\)\. Choose another place\.$/,
    )
  })
})

function scriptCommand(
  task: 'writeRun' | 'checkWritableFolder',
  folder: string,
  { bytes }: { bytes: number },
) {
  const runs = new URL('../../src/store/runs.ts', import.meta.url).href
  const script = `
    const { writeRun, checkWritableFolder } = await import(${JSON.stringify(runs)})
    const { readdirSync } = await import('node:fs')
    const { parseRun } = await import(${JSON.stringify(new URL('../../src/store/parse-run.ts', import.meta.url).href)})
    const run = parseRun(${JSON.stringify(runText(sampleRun))}, 'run.json')
    run.matrices[0].prompt = 'A'.repeat(${bytes})
    const folder = ${JSON.stringify(folder)}
    const work = ${task === 'writeRun' ? "writeRun(folder + '/run.json', run)" : 'checkWritableFolder(folder)'}
    const message = await work.then(() => 'it went well', error => error.message)
    console.log(JSON.stringify({ message, names: readdirSync(folder) }))`
  return [process.execPath, '--input-type=module', '--eval', script] as const
}

async function errorOf(work: Promise<unknown>): Promise<NumeracyError> {
  try {
    await work
  } catch (error) {
    if (error instanceof NumeracyError) return error
    throw error
  }
  throw new Error('It went well')
}

describe('writeWhole', () => {
  test('replaces nothing among the devices of the system, whatever it leads to', async () => {
    for (const path of ['/dev/stdout', '/dev/../dev/numeracy-none', '/proc/self/fd/1'])
      expect(await isSpecial(path)).toBe(true)
    expect(await isSpecial(join(temporaryFolder(), 'dev'))).toBe(false)
  })

  test('replaces no pipe and no device, be it by a link', async () => {
    const pipe = join(temporaryFolder(), 'pipe')
    execFileSync('mkfifo', [pipe])
    const link = join(temporaryFolder(), 'link')
    symlinkSync('/dev/null', link)
    for (const path of [pipe, link]) {
      await expect(writeWhole(path, 'text')).rejects.toThrow('it is a device, a pipe or a socket, not a file')
      expect((await errorOf(writeRun(path, sampleRun))).message).toContain('a pipe or a socket, not a file')
    }
    expect(lstatSync(pipe).isFIFO()).toBe(true)
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
  })
})
