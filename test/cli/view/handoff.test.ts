import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { handoffFile } from '../../../src/cli/view/handoff.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { viewing } from './fixtures/viewing.ts'

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)

describe('the file that a browser is handed', () => {
  test('is for its owner alone, in a folder of its own under a name that nobody guesses', async () => {
    const folder = temporaryFolder()
    const [one, other] = [await handoffFile('http://x/', folder), await handoffFile('http://x/', folder)]
    expect([mode(one.path), mode(dirname(one.path))]).toEqual(['600', '700'])
    expect(dirname(one.path)).not.toBe(dirname(other.path))
    await Promise.all([one.remove(), other.remove()])
    expect(readdirSync(folder)).toEqual([])
  })

  test('is named to the browser instead of the address, which it holds', async () => {
    const opened: string[] = []
    const { url, interrupt } = await viewing({}, { open: async path => void opened.push(path) })
    await expect.poll(() => opened.length).toBe(1)
    const token = new URL(url).pathname.slice(1, -1)
    expect(opened[0]).not.toContain(token)
    expect(readFileSync(opened[0], 'utf8')).toContain(`content="0; url=${url}arrival"`)
    await interrupt()
    expect(existsSync(dirname(opened[0]))).toBe(false)
  })

  test('is removed when the browser has come, which goes on to the page', async () => {
    const opened: string[] = []
    const { url, ask } = await viewing({}, { open: async path => void opened.push(path) })
    await expect.poll(() => opened.length).toBe(1)
    await ask('')
    expect(existsSync(opened[0])).toBe(true)
    expect(await ask('arrival')).toMatchObject({
      status: 302,
      headers: { location: new URL(url).pathname },
    })
    await expect.poll(() => existsSync(dirname(opened[0]))).toBe(false)
  })

  test('is removed where no browser can be opened', async () => {
    const opened: string[] = []
    const open = async (path: string) => {
      opened.push(path)
      throw new Error('no display')
    }
    const { written, interrupt } = await viewing({}, { open })
    await expect.poll(() => written().stderr).toContain('no display')
    await interrupt()
    expect(existsSync(dirname(opened[0]))).toBe(false)
  })
})
