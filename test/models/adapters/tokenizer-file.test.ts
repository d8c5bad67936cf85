import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { tokenizerFile } from '../../../src/models/adapters/tokenizer-file.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

/** Splits at spaces; knows three words. */
const words = {
  model: { type: 'WordLevel', vocab: { '[UNK]': 0, price: 1, '9': 2, '11': 3 }, unk_token: '[UNK]' },
  pre_tokenizer: { type: 'WhitespaceSplit' },
  added_tokens: [],
  normalizer: null,
  post_processor: null,
  decoder: null,
}

function written(content: string): string {
  const path = join(temporaryFolder(), 'tokenizer.json')
  writeFileSync(path, content)
  return path
}

describe('tokenizerFile', () => {
  test('splits as the file says', async () => {
    const { tokens } = await tokenizerFile(written(JSON.stringify(words)))
    expect(await tokens('price 9 11')).toEqual(['price', '9', '11'])
  })

  test('reads a file with a byte order mark, beside settings with the NaN of Python in them', async () => {
    const path = written(`\ufeff${JSON.stringify(words)}`)
    writeFileSync(join(dirname(path), 'tokenizer_config.json'), '\ufeff{"x": NaN}')
    expect(await (await tokenizerFile(path)).tokens('price 9')).toEqual(['price', '9'])
  })

  test('tells two files apart', async () => {
    const other = { ...words, model: { ...words.model, vocab: { '[UNK]': 0 } } }
    const [first, again, second] = await Promise.all(
      [words, words, other].map(each => tokenizerFile(written(JSON.stringify(each)))),
    )
    expect(first.id).toBe(again.id)
    expect(second.id).not.toBe(first.id)
  })

  test.each([
    ['no JSON', '{'],
    ['a pointer of Git LFS', 'version https://git-lfs.github.com/spec/v1\n'],
    ['JSON of something else', '{"a": 1}'],
    ['no object', '3'],
  ])('refuses %s, with the path and what was expected', async (_, content) => {
    const path = written(content)
    await expect(tokenizerFile(path)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(
        /^--tokenizer: .+ holds no tokenizer \(.+\); expected a tokenizer\.json/,
      ),
    })
  })

  test('refuses a file that is not there', async () => {
    await expect(tokenizerFile('/nowhere/tokenizer.json')).rejects.toThrow(/cannot be read/)
  })
})
