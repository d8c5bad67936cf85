import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseRun } from '../../src/store/parse-run.ts'
import { runText } from '../../src/store/run-text.ts'
import { readScoreFile } from '../../src/store/score-file.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { sampleRun } from './fixtures/sample-run.ts'

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`

test.each([
  ['alone', () => deep],
  ['as its version', () => `{"format":"numeracy-run","version":${deep}}`],
  ['as its seed', () => `{"format":"numeracy-run","version":1,"seed":${deep}}`],
  [
    'in the details of a measure',
    () => `{"format":"numeracy-run","version":1,"measures":[{"details":{"x":${deep}}}]}`,
  ],
  ['beside what a run has', () => runText(sampleRun).replace(/^\{/, `{"more":${deep},`)],
])('a run file with 100,000 nested lists %s is refused as such', (_, text) => {
  expect(() => parseRun(text(), 'deep.json')).toThrow(
    expect.objectContaining({ code: 'input', message: expect.stringMatching(/^The run file deep\.json /) }),
  )
})

test.each([
  ['alone', deep],
  ['as its numbers', `{"values":[1,2,3],"similarities":${deep}}`],
  ['as one number', `{"values":[1,2,3],"similarities":[[1,2,${deep}],[1,2,3],[1,2,3]]}`],
  ['as one value', `{"values":[1,2,${deep}],"similarities":[[1,2,3],[1,2,3],[1,2,3]]}`],
])('a file of scores with 100,000 nested lists %s is refused as such', async (_, text) => {
  const path = join(temporaryFolder(), 'deep.json')
  writeFileSync(path, text)
  await expect(readScoreFile(path, { rows: 100, columns: 100 })).rejects.toMatchObject({ code: 'input' })
})
