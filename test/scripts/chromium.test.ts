import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'numeracy-chromium-'))
})

afterEach(() => removeFolder(folder))

function program(name: string, mode: number): string {
  const path = join(folder, name)
  writeFileSync(path, '')
  chmodSync(path, mode)
  return path
}

test('the program that CHROMIUM names wins over the PATH', () => {
  const named = program('my-browser', 0o755)
  program('chromium', 0o755)
  expect(findChromium({ CHROMIUM: named, PATH: folder })).toBe(named)
})

test('a CHROMIUM that cannot be run is not replaced by another browser', () => {
  program('chromium', 0o755)
  expect(findChromium({ CHROMIUM: join(folder, 'missing'), PATH: folder })).toBeUndefined()
})

test('a Chromium is found on the PATH before a Chrome', () => {
  program('google-chrome', 0o755)
  const chromium = program('chromium', 0o755)
  expect(findChromium({ PATH: folder })).toBe(chromium)
})
