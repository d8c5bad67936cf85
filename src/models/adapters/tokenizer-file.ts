import { hash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { messageOf, NumeracyError } from '../../base/error.ts'
import { givenBytes } from '../../store/given-file.ts'
import type { Tokenizer } from '../tokenizer.ts'
import { parsedJson } from './json-text.ts'

const expected = 'a tokenizer.json as models of Hugging Face have it'
const advice = 'Give that file.'

/**
 * The tokenizer that a `tokenizer.json` describes, in the format of Hugging Face's tokenizers; a
 * `tokenizer_config.json` beside it is read too. Tokens are those of the text alone, without marks round it.
 *
 * @throws NumeracyError `storage` when the file cannot be read, `input` when it is no file, or holds no tokenizer
 */
export async function tokenizerFile(path: string): Promise<Tokenizer> {
  const read = (file: string) =>
    givenBytes(file, { subject: `--tokenizer: ${file}`, expected, advice, maxBytes: 256 * 2 ** 20 })
  const [json, config] = [
    Buffer.from(await read(path)),
    Buffer.from(await read(join(dirname(path), 'tokenizer_config.json')).catch(() => '{}')),
  ]
  const { Tokenizer: Reader } = await import('@huggingface/tokenizers')
  try {
    const reader = new Reader(parsedJson(json) as object, parsedJson(config) as object)
    return {
      id: `file ${hash('sha256', `${json}\n${config}`, 'hex')}`,
      tokens: async document => reader.tokenize(document),
    }
  } catch (cause) {
    throw refused(path, `holds no tokenizer (${messageOf(cause)})`, cause)
  }
}

function refused(path: string, problem: string, cause: unknown): NumeracyError {
  return new NumeracyError('input', `--tokenizer: ${path} ${problem}; expected ${expected}. ${advice}`, {
    cause,
    details: { path },
  })
}
