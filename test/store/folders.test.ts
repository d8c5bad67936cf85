import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { makeFolder, makeInnerFolder, makeNamedFolder } from '../../src/store/folders.ts'
import { temporaryIn, withTemporary, writeWhole } from '../../src/store/whole-file.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

describe('makeFolder', () => {
  test('makes a folder and those above it, and is content with one that is there, or a link to one', () => {
    const root = temporaryFolder()
    const path = join(root, 'a', 'b', 'c')
    makeFolder(path)
    makeFolder(path)
    expect(lstatSync(path).isDirectory()).toBe(true)
    symlinkSync(path, join(root, 'link'))
    makeFolder(join(root, 'link'))
  })

  test.skipIf(!existsSync('/proc/self'))('ends where no folder can be made', () => {
    for (const path of ['/proc/x', '/proc/x/y/z', '/proc/self/x'])
      expect(() => makeFolder(path)).toThrow(expect.objectContaining({ syscall: 'mkdir' }))
  })

  test('says what is in the way', () => {
    const root = temporaryFolder()
    writeFileSync(join(root, 'file'), '')
    symlinkSync(join(root, 'nowhere'), join(root, 'dangling'))
    expect(() => makeFolder(join(root, 'file'))).toThrow(/EEXIST/)
    expect(() => makeFolder(join(root, 'file', 'below'))).toThrow(/ENOTDIR/)
    expect(() => makeFolder(join(root, 'dangling'))).toThrow(/EEXIST/)
    expect(existsSync(join(root, 'nowhere'))).toBe(false)
  })
})

describe('a folder that is a link', () => {
  test('is followed where the user named it and made it, and not where another user did', () => {
    const root = temporaryFolder()
    mkdirSync(join(root, 'real'))
    symlinkSync(join(root, 'real'), join(root, 'link'))
    makeNamedFolder(join(root, 'link'))
    const user = vi.spyOn(process as { getuid(): number }, 'getuid')
    user.mockReturnValue(lstatSync(join(root, 'link')).uid + 1000)
    try {
      // The links of root are the system's.
      if (lstatSync(join(root, 'link')).uid !== 0)
        expect(() => makeNamedFolder(join(root, 'link'))).toThrow(/is a link that another user has made/)
      makeNamedFolder(join(root, 'real'))
    } finally {
      user.mockRestore()
    }
  })

  test('is not followed inside such a folder', () => {
    const root = temporaryFolder()
    mkdirSync(join(root, 'real'))
    symlinkSync(join(root, 'real'), join(root, 'figures'))
    expect(() => makeInnerFolder(join(root, 'figures'))).toThrow(/figures is a link, and is not followed/)
  })
})

describe('writeWhole', () => {
  test('replaces a link itself, and leaves what it points to', async () => {
    const root = temporaryFolder()
    writeFileSync(join(root, 'victim'), 'as before')
    symlinkSync(join(root, 'victim'), join(root, 'report.html'))
    await writeWhole(join(root, 'report.html'), 'new')
    expect(lstatSync(join(root, 'report.html')).isFile()).toBe(true)
    expect(readFileSync(join(root, 'victim'), 'utf8')).toBe('as before')
  })

  test('writes beside a name as long as a name may be, and leaves nothing when it fails', async () => {
    const root = temporaryFolder()
    await writeWhole(join(root, 'x'.repeat(255)), 'long')
    mkdirSync(join(root, 'taken'))
    await expect(writeWhole(join(root, 'taken'), 'new')).rejects.toThrow(/EISDIR/)
    await expect(writeWhole(join(root, 'y'.repeat(256)), 'new')).rejects.toThrow(/ENAMETOOLONG/)
    expect(readdirSync(root).toSorted()).toEqual(['taken', 'x'.repeat(255)])
  })

  test('begins temporary files under names that nobody can guess, and never one that is there', async () => {
    const root = temporaryFolder()
    const names = new Set(Array.from({ length: 100 }, () => temporaryIn(root)))
    expect(names.size).toBe(100)
    const [path] = names
    expect(dirname(path)).toBe(root)
    symlinkSync(join(root, 'victim'), path)
    await expect(withTemporary(path, 'new', async () => {})).rejects.toThrow(/EEXIST/)
    expect(existsSync(join(root, 'victim'))).toBe(false)
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
  })
})
