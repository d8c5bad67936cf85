import { execFile, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { readHello } from '../../src/models/adapters/command-hello.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { codeBlocks } from './code-blocks.ts'
import { root } from './pages.ts'
import { python } from './python.ts'

const blocks = codeBlocks(join('docs', 'models', 'command.md'))
const [example, encoder, reranker] = blocks.filter(({ language }) => language === 'python')
const commands = blocks.filter(({ language }) => language === 'bash').map(({ text }) => text.trim())

/** Stands for sentence-transformers and torch, which no test installs: the calls of the page, and toy models. */
const standIns = {
  'torch.py': `
class nn:
    class Identity:
        pass
`,
  'sentence_transformers.py': `
import os

class Numbers(list):
    def tolist(self):
        return list(self)

class Model:
    def __init__(self, folder):
        assert os.path.isdir(folder)

class SentenceTransformer(Model):
    def encode_document(self, texts, normalize_embeddings, show_progress_bar):
        return Numbers([[float(len(text)), 1.0] for text in texts])

    encode_query = encode_document

class CrossEncoder(Model):
    def predict(self, pairs, activation_fn, show_progress_bar):
        return Numbers([float(len(document)) for query, document in pairs])
`,
}

/** An older sentence-transformers, before queries and documents were told apart, and `activation_fn` was `activation_fct`. */
const older = {
  'torch.py': standIns['torch.py'],
  'sentence_transformers.py': `
__version__ = "3.4.1"

class SentenceTransformer:
    def __init__(self, folder):
        raise Exception("weights are loaded")

    def encode(self, texts, normalize_embeddings, show_progress_bar):
        raise Exception("asked")

class CrossEncoder(SentenceTransformer):
    def predict(self, pairs, activation_fct, show_progress_bar):
        raise Exception("asked")
`,
}

function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
}

describe('the page on programs as models', () => {
  test('shows the example as it is', () => {
    const text = readFileSync(join(root, 'examples', 'command-model.py'), 'utf8')
    expect(text.slice(text.indexOf('import json'))).toBe(example.text)
  })

  test('shows a hello that is one', () => {
    const hello = blocks.find(({ language }) => language === 'json')!.text
    expect(readHello(JSON.parse(hello))).toMatchObject({ ready: true, revision: 'step-2000' })
  })

  const reader =
    python === undefined ? 'none runs, for lack of Python' : 'with toys for sentence-transformers'
  test.each(commands)(`has a command that works: %s (${reader})`, async command => {
    expect(command).toMatch(/^numeracy probe .*command:python3/)
    if (python === undefined) return
    const cwd = temporaryFolder()
    cpSync(join(root, 'examples', 'command-model.py'), join(cwd, 'command-model.py'))
    put(cwd, { ...standIns, 'encoder.py': encoder.text, 'reranker.py': reranker.text })
    mkdirSync(join(cwd, 'checkpoints', 'step-2000'), { recursive: true })
    const words = command.replace(
      'numeracy',
      `"${process.execPath}" "${join(root, 'src', 'cli', 'main.ts')}"`,
    )
    const { stdout } = await promisify(execFile)('sh', ['-c', `${words} --experiment pairs --json`], {
      cwd,
      maxBuffer: 2 ** 26,
    })
    const { models, verdicts } = JSON.parse(stdout)
    expect(models[0]).toMatchObject({
      identity: { provider: 'command', revision: expect.stringMatching(/^files-/) },
    })
    expect(verdicts).toHaveLength(1)
  })

  test.each([
    ['encoder.py', encoder.text],
    ['reranker.py', reranker.text],
  ])(`says which version %s needs, before it loads any weights (${reader})`, (name, text) => {
    if (python === undefined) return
    const cwd = temporaryFolder()
    put(cwd, { ...older, [name]: text })
    const { status, stdout, stderr } = spawnSync(python, [name, '.'], { cwd, input: '', encoding: 'utf8' })
    expect({ status, stdout, stderr: stderr.trim() }).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'This script needs sentence-transformers 5 or newer. Run: pip install --upgrade sentence-transformers',
    })
  })
})
