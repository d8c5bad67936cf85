import { describe, expect, test } from 'vitest'
import { runCommand } from '../../../src/cli/program.ts'
import { recordingContext } from '../../fixtures/command-context.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { changed, tiny, withGraph } from './local-folders.ts'
import { tinyGraph } from './tiny-graph.ts'

async function command(...args: string[]) {
  const context = recordingContext({ cwd: temporaryFolder() })
  return { code: await runCommand(args, context), ...context.written() }
}

const question = ['ask', '9', '9.9', '9.11'] as const

describe('a command on local weights', () => {
  const external = { tokens: 'model.onnx_data', places: 'model.onnx_data_1' }
  const inputs = [{ name: 'position_ids', looked: true }]
  test.each([
    ['lack a file', () => withGraph({ external, inputs }, { 'onnx/model.onnx_data_1': null }), 'input'],
    [
      'are cut off',
      () => withGraph({}, { 'onnx/model.onnx': tinyGraph().graph.subarray(0, 900) }),
      'model-unavailable',
    ],
    ['are no ONNX', () => withGraph({}, { 'onnx/model.onnx': 'x' }), 'model-unavailable'],
    ['want an unknown input', () => withGraph({ inputs: [{ name: 'bbox' }] }), 'input'],
    ['have a broken tokenizer', () => changed('encoder', { 'tokenizer.json': '{"model":' }), 'input'],
  ])('that %s ends with one error, as JSON where that is asked for', async (_, folder, code) => {
    const plain = await command(...question, '--embed', folder())
    expect(plain).toMatchObject({ code: 2, stdout: '' })
    const json = await command(...question, '--embed', folder(), '--json')
    expect(json).toMatchObject({ code: 2, stdout: '' })
    expect(JSON.parse(json.stderr)).toMatchObject({ error: { code, message: expect.any(String) } })
    expect(json.stderr + plain.stderr).not.toMatch(/^ +at /m)
  })

  const files = {
    'modules.json': [{ path: '', type: 'x.Transformer' }],
    'config_sentence_transformers.json': { similarity_fn_name: 'dot' },
  }
  test.each([
    ['ask', [...question]],
    ['probe', ['probe', '--experiment', 'pairs', '--series', '1..12', '--no-controls']],
    ['doctor', ['doctor']],
    ['advise', ['advise', '--subject', 'times']],
  ] as const)('for the dot product is said to be so by %s', async (name, args) => {
    const spec = (folder: string) => (name === 'doctor' || name === 'advise' ? [folder] : ['--embed', folder])
    const dot = await command(...args, ...spec(changed('encoder', files)))
    expect(dot.code, dot.stderr).toBe(0)
    expect(name === 'doctor' ? dot.stdout : dot.stderr).toContain('similarity_fn_name: dot')
    const cosine = await command(...args, ...spec(tiny('encoder')))
    expect(cosine.stdout + cosine.stderr).not.toContain('similarity_fn_name')
  })
})
