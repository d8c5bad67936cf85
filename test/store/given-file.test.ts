import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { NumeracyError } from '../../src/base/error.ts'
import { type GivenFile, givenBytes, givenText } from '../../src/store/given-file.ts'
import { endProcess } from '../fixtures/end-process.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const given: GivenFile = {
  subject: '--table: it',
  expected: 'a table',
  advice: 'Give a table.',
  maxBytes: 3 * 2 ** 20,
  patience: { withoutWriter: 100, silence: 200 },
}

async function refusal(path: string, options: Partial<GivenFile> = {}): Promise<string> {
  const error = await givenBytes(path, { ...given, ...options }).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(NumeracyError)
  const { code, message } = error as NumeracyError
  return `${code}: ${message}`
}

function pipeAt(folder: string): string {
  const path = join(folder, 'pipe')
  execFileSync('mkfifo', [path])
  return path
}

describe('a file that a user named', () => {
  test('is read whole, whatever its size is next to what is read at one time', async () => {
    const folder = temporaryFolder()
    for (const size of [0, 1, 65_535, 65_536, 65_537, 3 * 2 ** 20]) {
      const bytes = Uint8Array.from({ length: size }, (_, at) => at * 7)
      writeFileSync(join(folder, 'file'), bytes)
      expect(Buffer.compare(await givenBytes(join(folder, 'file'), given), bytes)).toBe(0)
    }
  })

  test('is read where it does not say how long it is', async () => {
    expect((await givenText('/proc/self/status', given)).split('\n').length).toBeGreaterThan(5)
    expect((await givenBytes('/dev/null', given)).length).toBe(0)
  })

  test('is refused with what is wrong with it', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'folder'))
    symlinkSync(join(folder, 'round'), join(folder, 'round'))
    symlinkSync(join(folder, 'gone'), join(folder, 'link'))
    writeFileSync(join(folder, 'large'), '')
    truncateSync(join(folder, 'large'), 4 * 2 ** 20)
    const socket = createServer().listen(join(folder, 'socket'))
    onTestFinished(() => void socket.close())
    const said = (name: string) => refusal(join(folder, name))
    expect(await said('gone')).toBe(
      'storage: --table: it cannot be read (there is no such file or folder). Give a table.',
    )
    expect(await said('link')).toContain('there is no such file')
    expect(await said('round')).toContain('its links lead round in a circle')
    expect(await said('socket')).toContain('it is a socket')
    expect(await said('a\0b')).toContain('holds the character U+0000')
    expect(await said('folder')).toBe(
      'input: --table: it is a folder, not a file; expected a table. Give a table.',
    )
    expect(await said('large')).toBe('input: --table: it has 4 MiB; at most 3 MiB are read. Give a table.')
    expect(await refusal(join(folder, 'large'), { whenTooLarge: 'Take a part.' })).toMatch(/ Take a part\.$/)
  })

  test('that is a device without end is read up to the limit', async () => {
    expect(await refusal('/dev/zero')).toBe(
      'input: --table: it is not a regular file, and gives more than the 3 MiB that are read. Give a table.',
    )
  })
})

describe('a pipe', () => {
  test('is read to its end, however it is written', async () => {
    const path = pipeAt(temporaryFolder())
    const writer = spawn('sh', ['-c', `(printf a; sleep 0.05; printf b; head -c 200000 /dev/zero) > ${path}`])
    onTestFinished(() => endProcess(writer))
    const bytes = await givenBytes(path, { ...given, patience: { withoutWriter: 60_000, silence: 60_000 } })
    expect(bytes.length).toBe(200_002)
    expect(Buffer.from(bytes.subarray(0, 3)).toString()).toBe('ab\0')
  })

  test('is waited for while its writer comes late, and not without end where none comes', async () => {
    const path = pipeAt(temporaryFolder())
    expect(await refusal(path)).toBe(
      'storage: --table: it cannot be read: it is a pipe, and no program has written into it for 0.1 seconds. Give a table.',
    )
    const read = givenText(path, { ...given, patience: { withoutWriter: 60_000, silence: 60_000 } })
    await setTimeout(100)
    const writer = await open(path, 'w')
    await writer.write('late')
    await writer.close()
    expect(await read).toBe('late')
  })

  test('whose writer says nothing is given up', async () => {
    const path = pipeAt(temporaryFolder())
    const silent = spawn('sh', ['-c', `exec sleep 60 > ${path}`])
    onTestFinished(() => endProcess(silent))
    expect(await refusal(path, { patience: { withoutWriter: 60_000, silence: 200 } })).toContain(
      'it is not a regular file, and nothing has come out of it for 0.2 seconds',
    )
  })
})

describe('a text that a user named', () => {
  test.each([
    ['UTF-8', Buffer.from('é')],
    ['UTF-8 with a mark', Buffer.from('\ufeffé')],
    ['UTF-16', Buffer.from('\ufeffé', 'utf16le')],
  ])('may be %s', async (_name, bytes) => {
    const path = join(temporaryFolder(), 'text')
    writeFileSync(path, bytes)
    expect(await givenText(path, given)).toBe('é')
  })

  test.each([
    ['bytes', Buffer.from([0x80, 0x81])],
    ['a character that is cut off', Buffer.from('aé').subarray(0, 2)],
  ])('is refused where it is %s', async (_name, bytes) => {
    const path = join(temporaryFolder(), 'text')
    writeFileSync(path, bytes)
    await expect(givenText(path, given)).rejects.toThrow(
      '--table: it is not UTF-8 text; expected a table. Save it as UTF-8, or as UTF-16 with a byte order mark.',
    )
  })
})
