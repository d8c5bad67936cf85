import { execFile, spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { pythonFiles } from '../../src/report/python-files.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { put } from '../python/fixtures.ts'
import { codeBlocks } from './code-blocks.ts'
import { root } from './pages.ts'
import { canImport, hasNumpy, python } from './python.ts'

const blocks = codeBlocks(join('docs', 'training.md')).filter(({ language }) => language === 'python')
const snippet = (heading: string) => blocks.find(block => block.heading === heading)!.text
const scores = { index: 12.5, 'integers/concordance': 0.8, 'integers/ndcg@10': 0.4 }

/** Each writes what it is called with into calls.json: stands for a package that is not installed here. */
const record = `
import json
calls = []
def note(*call):
    calls.append(call)
    with open("calls.json", "w") as file:
        json.dump(calls, file)
`
const standIns = {
  wandb: `${record}
class Run:
    def __enter__(self):
        return self
    def __exit__(self, *error):
        note("finish")
    def log(self, data, step):
        note("log", data, step)
def init(project):
    note("init", project)
    return Run()
`,
  tensorboardX: `${record}
class SummaryWriter:
    def __init__(self, folder):
        note("init", folder)
    def __enter__(self):
        return self
    def __exit__(self, *error):
        note("finish")
    def add_scalar(self, name, value, step):
        note("log", {name: value}, step)
`,
  trackio: `${record}
def init(project):
    note("init", project)
def log(data, step):
    note("log", data, step)
def finish():
    note("finish")
`,
} as const

/** What each package leaves behind, as a pattern of its files. */
const leaves = { wandb: /run-.+\.wandb$/, tensorboardX: /events\.out\.tfevents/, trackio: /numeracy.*\.db$/ }

describe('the snippets of the page on training', () => {
  const packages = [
    ['Weights & Biases', 'wandb'],
    ['TensorBoard', 'tensorboardX'],
    ['Trackio', 'trackio'],
  ] as const
  const run = packages.map(([heading, name]) => {
    const by = python === undefined ? 'no python3 here: only read' : canImport(name) ? name : 'a stand-in'
    return { heading, name, by }
  })
  test.each(run)('$heading: five lines log every score ($by)', ({ heading, name }) => {
    const code = snippet(heading)
    expect(
      code
        .trimEnd()
        .split('\n')
        .filter(line => line !== '').length,
    ).toBeLessThanOrEqual(6)
    if (python === undefined) return
    const cwd = temporaryFolder()
    const isReal = canImport(name)
    if (!isReal) writeFileSync(join(cwd, `${name}.py`), standIns[name])
    writeFileSync(join(cwd, 'scores.json'), JSON.stringify(scores))
    writeFileSync(join(cwd, 'snippet.py'), code)
    const env = {
      ...process.env,
      WANDB_MODE: 'offline',
      WANDB_SILENT: 'true',
      TRACKIO_DIR: join(cwd, 'trackio'),
    }
    const { status, stderr } = spawnSync(python, ['snippet.py'], { cwd, env, encoding: 'utf8' })
    expect(status, stderr).toBe(0)
    if (isReal) {
      const files = readdirSync(cwd, { recursive: true, encoding: 'utf8' })
      expect(files.filter(file => leaves[name].test(file))).not.toEqual([])
      return
    }
    const calls = JSON.parse(readFileSync(join(cwd, 'calls.json'), 'utf8')) as [string, object, number][]
    const logged = calls.filter(([call]) => call === 'log')
    expect(Object.assign({}, ...logged.map(([, data]) => data))).toEqual(scores)
    expect(logged.every(([, , step]) => step === 500)).toBe(true)
    expect(calls.map(([call]) => call).filter(call => call !== 'log')).toEqual(['init', 'finish'])
  })

  test(`the evaluator is called as the page does (${hasNumpy ? 'NumPy' : 'no NumPy here: only read'})`, async () => {
    const code = snippet('An evaluator for sentence-transformers')
    expect(code).toContain('from numeracy_evaluator import NumeracyEvaluator')
    if (!hasNumpy) return
    const cwd = put(temporaryFolder(), await pythonFiles('evaluator', { seed: 1, size: 'usual' }))
    const model = `
import numpy
class SentenceTransformer:
    def __init__(self, name):
        pass
    def encode(self, texts, **options):
        return numpy.array([[len(text), sum(map(ord, text)) % 97, 1.0] for text in texts])
`
    if (!canImport('sentence_transformers')) put(cwd, new Map([['sentence_transformers/__init__.py', model]]))
    else
      put(
        cwd,
        new Map([
          ['stand_in.py', model],
          ['snippet.py', code.replace('from sentence_transformers', 'from stand_in')],
        ]),
      )
    if (!existsSync(join(cwd, 'snippet.py'))) writeFileSync(join(cwd, 'snippet.py'), code)
    const { status, stdout, stderr } = spawnSync(python!, ['snippet.py'], { cwd, encoding: 'utf8' })
    expect(status, stderr).toBe(0)
    expect(stdout).toMatch(/^numeracy_index -?\d+\.\d+\n\{'use\/near': 0\.\d+/)
    expect(existsSync(join(cwd, 'results', 'numeracy_evaluation_numeracy_results.csv'))).toBe(true)
  })
})

/** A server that answers as MLflow's REST interface does, and keeps what it is asked. */
async function mlflow(experiments: readonly object[], refuse?: { method: string; message: string }) {
  const asked: { method: string; body: Record<string, unknown>; token: string | undefined }[] = []
  const answers: Record<string, object> = {
    'experiments/search': { experiments },
    'experiments/create': { experiment_id: '7' },
    'runs/create': { run: { info: { run_id: 'abc' } } },
    'runs/log-batch': {},
    'runs/update': {},
  }
  const server = createServer((incoming, outgoing) => {
    let text = ''
    incoming.on('data', part => {
      text += part
    })
    incoming.on('end', () => {
      const method = incoming.url!.replace('/api/2.0/mlflow/', '')
      asked.push({ method, body: JSON.parse(text), token: incoming.headers.authorization })
      const isRefused = refuse?.method === method
      outgoing.writeHead(isRefused ? 400 : 200, { 'content-type': 'application/json' })
      outgoing.end(JSON.stringify(isRefused ? { message: refuse.message } : answers[method]))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    asked,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.dispose]: () => void server.close(),
  }
}

describe(`the example for MLflow (${python ?? 'no python3 here: not run'})`, () => {
  async function logged(address: string, metrics: object, ...args: string[]) {
    const cwd = temporaryFolder()
    cpSync(join(root, 'examples', 'mlflow-log.py'), join(cwd, 'mlflow-log.py'))
    writeFileSync(join(cwd, 'scores.json'), JSON.stringify(metrics))
    const env = { ...process.env, MLFLOW_TRACKING_TOKEN: 'secret' }
    return promisify(execFile)(python!, ['mlflow-log.py', 'scores.json', '--server', address, ...args], {
      cwd,
      env,
    })
  }

  test('makes the experiment and a run, and logs every score under a name that MLflow takes', async () => {
    if (python === undefined) return
    using server = await mlflow([])
    const { stdout } = await logged(server.address, scores, '--step', '500', '--run-name', 'nightly')
    expect(stdout).toBe('abc\n')
    expect(server.asked.map(({ method }) => method)).toEqual([
      'experiments/search',
      'experiments/create',
      'runs/create',
      'runs/log-batch',
      'runs/update',
    ])
    expect(server.asked.every(({ token }) => token === 'Bearer secret')).toBe(true)
    expect(server.asked[2].body).toMatchObject({ experiment_id: '7', run_name: 'nightly' })
    const { metrics } = server.asked[3].body as { metrics: { key: string; value: number; step: number }[] }
    expect(metrics.map(({ key, value, step }) => [key, value, step])).toEqual([
      ['index', 12.5, 500],
      ['integers/concordance', 0.8, 500],
      ['integers/ndcg_10', 0.4, 500],
    ])
  })

  test('goes on with a run that is there, a thousand scores at a time', async () => {
    if (python === undefined) return
    using server = await mlflow([{ experiment_id: '3' }])
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`m${at}`, at]))
    await logged(server.address, many, '--run-id', 'abc')
    const sizes = server.asked.map(({ method, body }) => [method, (body.metrics as object[]).length])
    expect(sizes).toEqual([
      ['runs/log-batch', 1000],
      ['runs/log-batch', 1],
    ])
  })

  test('ends with what the server said, or that none is there', async () => {
    if (python === undefined) return
    using server = await mlflow([{ experiment_id: '3' }], { method: 'runs/create', message: 'no such thing' })
    await expect(logged(server.address, scores)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/runs\/create was refused with 400: .*no such thing/),
    })
    await expect(logged('http://127.0.0.1:1', scores)).rejects.toMatchObject({
      stderr: expect.stringMatching(/no answer .*Is the server running there\?/),
    })
    await expect(logged(server.address, scores, '--experiment', "it's")).rejects.toMatchObject({
      stderr: expect.stringMatching(/expected a name without quotation marks/),
    })
  })
})
