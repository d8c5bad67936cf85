import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { runText } from '../../src/store/run-text.ts'
import { recordingContext } from '../fixtures/command-context.ts'
import { embeddingsAt } from '../fixtures/fault-server/protocols.ts'
import { type FaultServer, faultServer } from '../fixtures/fault-server.ts'
import { probedRun } from '../fixtures/probed-run.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

let server: FaultServer
let cwd: string
beforeEach(async () => {
  server = await faultServer(embeddingsAt('/v1/embeddings'))
  onTestFinished(() => server.close())
  cwd = temporaryFolder()
  const run = await probedRun()
  const specs: Readonly<Record<string, string>> = {
    embedder: `openai-compatible:m?baseURL=${server.url}/v1&keyEnv=SECRET`,
    reranker: `command:sh -c 'touch ${join(cwd, 'trace')}'`,
  }
  const models = run.models.map(model => ({ ...model, spec: specs[model.kind] ?? model.spec }))
  for (const name of ['theirs.json', 'others.json'])
    writeFileSync(join(cwd, name), runText({ ...run, models }))
})

describe('a run that somebody sent', () => {
  test.each([
    ['report', 'theirs.json', '--out', 'report'],
    ['report', 'theirs.json', 'others.json', '--out', 'report'],
    ['compare', 'theirs.json'],
    ['compare', 'theirs.json', 'others.json', '--json'],
    ['export', 'theirs.json', '--to', 'card.md'],
    ['export', 'theirs.json', '--to', 'measures.csv'],
    ['export', 'theirs.json', '--to', 'report.md'],
    ['export', 'theirs.json', '--to', 'figure.svg'],
  ])('is read and neither run nor asked by %s %s %s %s', async (...args) => {
    const context = recordingContext({ cwd, env: { SECRET: 'CANARY-77aa10' } })
    expect(await runCommand(['--cache', 'cache', ...args], context), context.written().stderr).toBe(0)
    expect(existsSync(join(cwd, 'trace'))).toBe(false)
    expect(server.requests).toEqual([])
    expect(JSON.stringify(context.written())).not.toContain('CANARY')
  })
})
