import { describe, expect, test } from 'vitest'
import { tooMuch } from '../../../src/models/adapters/too-much.ts'

const many = { texts: 5000, splittable: true }

describe('a refusal for the number of texts', () => {
  test.each<[string, string, number]>([
    ['Gemini', '* BatchEmbedContentsRequest.requests: at most 100 requests can be in one batch', 100],
    ['Vertex', '250 instance(s) is allowed per prediction. Actual: 300.', 250],
    ['Vertex', 'The embedding API supports up to 250 instances', 250],
    ['DashScope', 'Value error, batch size is invalid, it should not be larger than 10.: input.contents', 10],
    ['OpenAI', 'array too long. Expected an array with maximum length 2048, but got 2049 instead.', 2048],
    ['Azure', 'Too many inputs. The max number of inputs is 16. We hope to increase it soon.', 16],
    ['Cohere', 'too many texts: at most 96 texts may be provided', 96],
    ['Cohere', 'invalid request: total number of texts must be at most 96 - received 128.', 96],
    ['Cohere', 'too many documents: maximum number of documents is 1000', 1000],
    ['Voyage', 'The batch size limit is 128. Your batch size is 200.', 128],
    ['TEI', 'batch size 64 > maximum allowed batch size 32', 32],
    ['FastAPI', 'body.input: List should have at most 2048 items after validation, not 3000', 2048],
    ['Bedrock', '#/texts: expected maximum item count: 96, found: 97, please reformat your input', 96],
    ['Jina', 'Input list too long: max 2,048', 2048],
    ['NIM', 'batch size 300 exceeds maximum 259', 259],
    ['Zhipu', 'input数组最大不得超过64条', 64],
    ['others', 'Maximum batch size is 8', 8],
    ['others', 'max_batch_size: 16', 16],
    ['others', 'Number of documents (128) exceeds the maximum of 100', 100],
    ['others', 'inputs cannot contain more than 100 elements', 100],
    ['others', 'The batch contains 32 texts, but the maximum is 16', 16],
    ['others', 'number of texts must be between 1 and 96', 96],
    ['others', 'Requests are limited to 16 inputs', 16],
    ['others', 'too many items in request: 32 > 16', 16],
  ])('of %s names it: %s', (_, words, atMost) => {
    expect(tooMuch(words, many)).toEqual({
      advice: `This is too much for one request: give a smaller ?maxBatch, such as ?maxBatch=${atMost}, or shorter texts.`,
      details: { tooLarge: true, atMost },
    })
    expect(tooMuch(words, many, { serious: true })?.details.atMost).toBe(atMost)
    // A number that is not smaller than what was asked for is none to ask for next.
    expect(tooMuch(words, { ...many, texts: 2 })?.details).not.toHaveProperty('atMost')
  })

  test.each([
    'Requested 300001 tokens, max 300000 tokens per request',
    'The max allowed tokens per submitted batch is 120000. Your batch has 200000 tokens after truncation.',
    'Too many inputs in request, split into more batches.',
    'Too many tokens overall, split into more batches.',
    'Maximum batch size exceeded',
    'too many inputs',
    'length of input array should be less than 17',
  ])('may name none: %s', words => {
    expect(tooMuch(words, many)?.details).toEqual({ tooLarge: true })
  })
})

test.each([
  "This model's maximum context length is 8192 tokens, however you requested 10000 tokens",
  "Invalid 'input[0]': maximum input length is 8192 tokens.",
  'Input id 0 has 9000 tokens, exceeding max 8192 tokens.',
  '`inputs` must have less than 512 tokens. Given: 600',
  'body.input.0: String should have at most 122880 characters',
  'expected maxLength: 2048, actual: 3000',
  'Too many input tokens. Max input tokens: 8192, request input token count: 9000',
  'Single text cannot exceed 8194 tokens. 9000 tokens given.',
  'Range of input length should be [1, 8192]',
  'input length exceeds maximum context length',
  'input (600 tokens) is too large to process. increase the physical batch size (current batch size: 512)',
])('a text that is too long by itself is told from a batch that is: %s', words => {
  expect(tooMuch(words, many)?.details).toEqual({ tooLarge: true, tooLong: true })
  expect(tooMuch(words, { texts: 1, splittable: true })).toEqual({
    advice: expect.stringMatching(/^This one text is too long for it, .*: shorten it/),
    details: { tooLong: true },
  })
})

describe('want of memory', () => {
  test.each([
    'CUDA out of memory. Tried to allocate 20.00 MiB',
    'DriverError(CUDA_ERROR_OUT_OF_MEMORY, "out of memory")',
    'torch.OutOfMemoryError: HIP out of memory',
    'MPS backend out of memory (MPS allocated: 18 GB)',
    'RuntimeError: CUDA error: CUBLAS_STATUS_ALLOC_FAILED',
    '[ONNXRuntimeError] : 6 : Failed to allocate memory for requested buffer of size 1024',
    'RESOURCE_EXHAUSTED: Out of memory while trying to allocate 1024 bytes',
    'std::bad_alloc',
    'not enough GPU memory',
    'Insufficient memory to run the batch',
    'java.lang.OutOfMemoryError: Java heap space',
    'worker was killed: OOM',
    'MemoryError',
  ])('is told by an error of the server: %s', words => {
    for (const serious of [true, false]) {
      expect(tooMuch(words, many, { serious })).toEqual({
        advice: expect.stringMatching(/^Its memory does not hold so much at once: give a smaller \?maxBatch/),
        details: { tooLarge: true, memory: true },
      })
    }
  })

  test.each([
    [{ texts: 1, splittable: true }, 'even one text'],
    [{ texts: 9, splittable: false }, 'the whole list'],
  ])('is an error where less cannot be asked for: %j', (asked, what) => {
    expect(tooMuch('CUDA out of memory', asked, { serious: true })).toEqual({
      advice: expect.stringContaining(`does not hold ${what}:`),
      details: { memory: true },
    })
  })
})

describe('other words', () => {
  test.each([
    'Internal error, connection pool exceeded',
    'dimensions must not be larger than 1024',
    'rate limit exceeded: at most 100 requests per minute',
    'You exceeded your current quota',
    'the model is overloaded',
    'memory is fine',
    'no such model',
  ])('of an error of the server are none: %s', words => {
    expect(tooMuch(words, many, { serious: true })).toBeUndefined()
  })

  test.each(['dimensions must not be larger than 1024', 'quota exceeded', 'no such model'])(
    'of a refusal are none: %s',
    words => expect(tooMuch(words, many)).toBeUndefined(),
  )

  test('are those of a size where the status says so', () => {
    expect(tooMuch('nginx', many, { certain: true })?.details).toEqual({ tooLarge: true })
  })

  test('of a list that cannot be split say so', () => {
    expect(tooMuch('at most 10 documents', { texts: 20, splittable: false })?.advice).toMatch(
      /^A list that is scored as a whole cannot be asked for in parts/,
    )
  })
})
