import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  AutoModel,
  AutoModelForSequenceClassification,
  AutoTokenizer,
  pipeline,
} from '@huggingface/transformers'
import { callSize } from '../src/models/adapters/local/encoder.ts'
import { sessionOptions } from '../src/models/adapters/local/local-model.ts'
import { withBatches } from '../src/models/decorators/batches.ts'
import { resolveEmbedder, resolveReranker } from '../src/models/registry.ts'
import { bareSession, pairBatch, runAll, textBatches } from './local-session.ts'
import { paired, processorTime } from './paired.ts'
import { againstPython } from './python.ts'

const models = join(import.meta.dirname, '..', '..', 'shared', 'models')
const encoder = join(models, 'all-MiniLM-L6-v2')
const crossEncoder = join(models, 'number-cross-encoder')
const threads = 2
const session_options = sessionOptions(threads)

/** 512 texts of different lengths: numbers, dates, and sentences about them. */
const texts = Array.from({ length: 512 }, (_, i) => {
  const number = (i * 7919) % 100_003
  if (i % 4 === 0)
    return `what is the closest item to ${number}, of all that stand in the list of ${i} prices?`
  return i % 4 === 1 ? `2024-${(i % 12) + 1}-${(i % 28) + 1}` : String(number)
})

/** Our path on real weights against the library's pipeline, and against the bare session on the same batches. */
export async function local(): Promise<string[]> {
  if (!existsSync(encoder)) return ['no real weights beside the checkout: not compared']
  return [...(await encoders()), ...(await crossEncoders())]
}

async function encoders(): Promise<string[]> {
  const { embedder } = await resolveEmbedder(`${encoder}?threads=${threads}`)
  // One call at a time, as the pace of a local model wants it.
  const batched = withBatches(embedder, { width: 1 })
  const ours = {
    name: `${texts.length} texts, ours`,
    run: async () => void (await batched.embed(texts, { role: 'document' })),
  }
  const extractor = await pipeline('feature-extraction', encoder, { dtype: 'fp32', session_options })
  const pooling = { pooling: 'mean', normalize: true } as const
  const oneByOne = {
    name: 'pipeline, a text a call',
    run: async () => {
      for (const text of texts) await extractor(text, pooling)
    },
  }
  const together = {
    name: 'pipeline, 32 texts a call',
    run: async () => {
      for (let start = 0; start < texts.length; start += 32)
        await extractor(texts.slice(start, start + 32), pooling)
    },
  }
  const session = bareSession(await AutoModel.from_pretrained(encoder, { dtype: 'fp32', session_options }))
  const tokenizer = await AutoTokenizer.from_pretrained(encoder)
  const calls = [texts.slice(0, callSize), texts.slice(callSize)]
  const batches = calls.flatMap(call => textBatches(tokenizer, call))
  const bare = { name: 'bare session, same batches', run: () => runAll(session, batches) }
  return [
    await paired(ours, oneByOne, 5),
    await paired(ours, together, 5),
    `processor time: ${await paired(ours, bare, 5, processorTime)}`,
    await againstPython(ours, sentenceTransformers('torch')),
    await againstPython(ours, sentenceTransformers('onnx')),
  ]
}

/** The same weights and texts in Python, where PYTHON names an interpreter that has what bench/local.py needs. */
function sentenceTransformers(backend: 'torch' | 'onnx') {
  return {
    name: `sentence-transformers (${backend})`,
    script: 'local.py',
    args: [threads, backend, encoder],
    env: { HF_HUB_OFFLINE: '1' },
    input: JSON.stringify(texts),
  }
}

async function crossEncoders(): Promise<string[]> {
  const { reranker } = await resolveReranker(`${crossEncoder}?threads=${threads}`)
  const documents = Array.from({ length: 100 }, (_, i) => String(i + 1))
  const queries = documents.map(document => `what is the closest item to ${document}?`)
  const ours = {
    name: '100 × 100 pairs, ours',
    run: async () => {
      for (const query of queries) await reranker.score(query, documents, {})
    },
  }
  const model = await AutoModelForSequenceClassification.from_pretrained(crossEncoder, {
    dtype: 'q8',
    session_options,
  })
  const session = bareSession(model)
  const tokenizer = await AutoTokenizer.from_pretrained(crossEncoder)
  const batches = queries.map(query => pairBatch(tokenizer, query, documents))
  const bare = { name: 'bare session, same batches', run: () => runAll(session, batches) }
  return [`processor time: ${await paired(ours, bare, 3, processorTime)}`]
}
