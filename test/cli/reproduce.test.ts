import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { publishedAnalyses } from '../../src/published/catalogue.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { removeFolder } from '../fixtures/temporary-folder.ts'

let cwd: string
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'numeracy-reproduce-'))
})
afterAll(() => removeFolder(cwd))

async function reproduce(...args: string[]) {
  const context = recordingContext({ cwd })
  const code = await runCommand(['reproduce', ...args], context)
  return { code, ...context.written() }
}

describe('numeracy reproduce', () => {
  test('lists what there is, with its source', async () => {
    const { code, stdout, stderr } = await reproduce()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const { id, source } of publishedAnalyses)
      expect(stdout).toMatch(new RegExp(`^${id} .*${source.year}`, 'm'))
    const listed = JSON.parse((await reproduce('--json')).stdout)
    expect(listed).toHaveLength(publishedAnalyses.length)
    expect(listed[0]).toMatchObject({ id: 'article-2024', kinds: ['embedder', 'reranker'] })
  })

  test('says what an analysis would ask, and asks nothing', async () => {
    const { stdout } = await reproduce('cacioli-2026', 'deng-2025', '--dry-run')
    expect(stdout).toMatch(/^cacioli-2026 embedder:bundled:use-lite +295 texts +0 /m)
    expect(stdout).toMatch(/^deng-2025 reranker:bundled:use-lite +960 pairs +0 /m)
    expect(stdout).toContain('Nothing was asked.')
  })

  test('runs one on the bundled model, ours beside the published', async () => {
    const { code, stdout } = await reproduce('cacioli-2026')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Do distances of magnitudes follow a logarithm\? \(cacioli-2026\)$/m)
    expect(stdout).toMatch(/^numbers, cosine +Spearman, log +0\.9\d +0\.00 +0\.921 to 0\.940 \(Llama-3-8B/m)
    expect(
      Math.max(
        ...stdout
          .split('\n')
          .slice(0, 12)
          .map(line => line.length),
      ),
    ).toBeLessThanOrEqual(100)
  })

  test('calls a model by its label', async () => {
    const { stdout } = await reproduce('cacioli-2026', '--embed', 'small=bundled:use-lite')
    expect(stdout).toMatch(/^on +quantity +small as embedder +/m)
  })

  test('prints JSON with settings and results, and Markdown', async () => {
    const { stdout, stderr } = await reproduce('cacioli-2026', '--json')
    expect(stderr).toContain('295 of 295 texts, 295 from the cache')
    const { analyses, ...head } = JSON.parse(stdout)
    expect(head).toEqual({ format: 'numeracy-reproduction', version: 1, seed: 1 })
    expect(analyses).toHaveLength(1)
    expect(analyses[0].models[0]).toMatchObject({ model: 'embedder:bundled:use-lite', standIn: false })
    expect(analyses[0].models[0].results[0]).toMatchObject({
      quantity: 'Spearman, log',
      published: [{ model: expect.stringContaining('Llama'), same: false }],
    })
    const markdown = (await reproduce('cacioli-2026', '--markdown')).stdout
    expect(markdown).toMatch(/^## Do distances/)
    expect(markdown).toMatch(/^\| numbers, cosine \| Spearman, log \| 0\.9\d \|/m)
  })

  test.each([
    [['cacioli'], /got "cacioli"; expected all, or one of article-2024/],
    [
      ['wallace-2019', '--rerank', 'bundled:use-lite'],
      /wallace-2019 is for embedders, and none was named\. Name one, such as --embed bundled:use-lite/,
    ],
    [
      ['deng-2025', '--embed', 'openai-compatible:x?baseURL=http://127.0.0.1:9/v1', '--max-requests', '1'],
      /--max-requests: this reproduction needs \d+ requests; at most 1 are allowed/,
    ],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await reproduce(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
  })
})
