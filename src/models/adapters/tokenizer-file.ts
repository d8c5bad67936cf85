import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { messageOf, NumeracyError } from '../../base/error.ts'
import type { Tokenizer } from '../tokenizer.ts'
import { parsedJson } from './json-text.ts'

/**
 * The tokenizer that a `tokenizer.json` describes, in the format of Hugging Face's tokenizers; a
 * `tokenizer_config.json` beside it is read too. Tokens are those of the text alone, without marks round it.
 *
 * @throws NumeracyError `input` when the file cannot be read, or holds no tokenizer
 */
export async function tokenizerFile(path: string): Promise<Tokenizer> {
  const json = await readFile(path).catch(cause => {
    throw refused(path, `cannot be read (${messageOf(cause)})`, cause)
  })
  const config = await readFile(join(dirname(path), 'tokenizer_config.json')).catch(() => Buffer.from('{}'))
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
  return new NumeracyError(
    'input',
    `--tokenizer: ${path} ${problem}; expected a tokenizer.json as models of Hugging Face have it. Give that file.`,
    { cause, details: { path } },
  )
}
