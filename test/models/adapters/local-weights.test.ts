import { describe, expect, test } from 'vitest'
import { runCommand } from '../../../src/cli/program.ts'
import { parseRun } from '../../../src/store/parse-run.ts'
import { recordingContext } from '../../fixtures/command-context.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { cosine, realOrTiny, rerankerOf, rows, tiny } from './local-folders.ts'
import reference from './local-reference.json' with { type: 'json' }

const encoder = realOrTiny('all-MiniLM-L6-v2', 'encoder')
const crossEncoder = realOrTiny('number-cross-encoder', 'cross-encoder')

function packed(base64: string): Float64Array {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'))
  return Float64Array.from(new Float16Array(bytes.buffer))
}

/** The lowest cosine of our vectors with those of Python. */
async function agreement(folder: string, vectors: string): Promise<number> {
  const ours = await rows(folder, reference.texts)
  const theirs = packed(vectors)
  expect(theirs).toHaveLength(ours.length * ours[0].length)
  const dimensions = ours[0].length
  return Math.min(...ours.map((row, i) => cosine(row, theirs.subarray(i * dimensions, (i + 1) * dimensions))))
}

/**
 * The greatest difference to the logits of Python, on the kind of processor that they agree with best: without
 * instructions for sums of bytes (VNNI), onnxruntime lets pairs of products of int8 saturate.
 */
async function distance(spec: string, model: 'number-cross-encoder' | 'tiny'): Promise<number> {
  const reranker = await rerankerOf(spec)
  const ours: Float64Array[] = []
  for (const query of reference.queries)
    ours.push((await reranker.score(query, reference.documents, {})).scores)
  const worst = Object.values(reference.logits).map(({ [model]: theirs }) => {
    expect(theirs.flat()).toHaveLength(reference.queries.length * reference.documents.length)
    return Math.max(...ours.flatMap((row, i) => [...row].map((score, j) => Math.abs(score - theirs[i][j]))))
  })
  expect(worst).toHaveLength(2)
  return Math.min(...worst)
}

describe('local weights', () => {
  test(`give vectors whose cosine with Python's is 0.99999 or more: ${encoder.called}, fp32`, async () => {
    const { 'all-MiniLM-L6-v2': real, tiny } = reference.vectors
    expect(await agreement(encoder.folder, encoder.real ? real : tiny)).toBeGreaterThanOrEqual(0.99999)
  })

  test("give padded batches the vectors that Python's onnxruntime gives text by text: the tiny encoder", async () => {
    expect(await agreement(tiny('encoder'), reference.vectors.tiny)).toBeGreaterThanOrEqual(0.999999)
  })

  test(`give the logits of Python's onnxruntime on the same batches, to 0.001: ${crossEncoder.called}, int8`, async () => {
    const model = crossEncoder.real ? 'number-cross-encoder' : 'tiny'
    expect(await distance(`${crossEncoder.folder}?dtype=q8`, model)).toBeLessThanOrEqual(0.001)
  })

  test("give the logits of Python's onnxruntime on the same batches, to 0.001: the tiny cross-encoder, int8", async () => {
    expect(await distance(`${tiny('cross-encoder')}?dtype=q8`, 'tiny')).toBeLessThanOrEqual(0.001)
  })

  test(`depend on the batch in int8, and with batch=1 do not: ${crossEncoder.called}`, async () => {
    const [query] = reference.queries
    const score = async (options: string, documents: readonly string[]) =>
      (await (await rerankerOf(`${crossEncoder.folder}?dtype=q8${options}`)).score(query, documents, {}))
        .scores
    const [alone] = await score('', ['42'])
    const [among] = await score('', ['42', ...reference.documents.slice(4)])
    expect(Math.abs(alone - among)).toBeGreaterThan(1e-3)
    const [aloneByOne] = await score('&batch=1', ['42'])
    const [amongByOne] = await score('&batch=1', ['42', ...reference.documents.slice(4)])
    expect(amongByOne).toBe(aloneByOne)
    expect(aloneByOne).toBe(alone)
  })

  const claim = crossEncoder.real
    ? 'a concordance above 0.9 on 1 to 40'
    : 'some concordance on 1 to 40, which real weights would have above 0.9'
  test(`give the whole command ${claim}: ${crossEncoder.called}`, async () => {
    const context = recordingContext({ cwd: temporaryFolder() })
    const args = [
      'probe',
      '--experiment',
      'pairs',
      '--rerank',
      crossEncoder.folder,
      '--series',
      '1..40',
      '--no-controls',
      '--json',
    ]
    const code = await runCommand(args, context)
    const { stdout, stderr } = context.written()
    expect(code, stderr).toBe(0)
    const run = parseRun(stdout, 'stdout')
    const [model] = run.models
    expect(model).toMatchObject({ kind: 'reranker', standIn: false })
    const measure = run.measures.find(each => each.id === 'concordance' && each.model === model.id)
    expect(measure?.value).toBeGreaterThan(crossEncoder.real ? 0.9 : 0)
  })
})
