import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { useLiteTokenizer } from '../../src/models/adapters/use-lite-tokenizer.ts'
import { referenceSubjects } from '../../test/fixtures/reference-subjects.ts'

/** Writes the vectors of the reference series into the folder that is given, for measures.py. */
const folder = process.argv[2]
if (folder === undefined) throw new Error('Give a folder for the vectors.')
mkdirSync(folder, { recursive: true })
const { tokens } = useLiteTokenizer()
for (const { series, documents, questions } of await referenceSubjects()) {
  const { id, family, texts, values, ruler, period } = series
  const { count, dimensions } = documents
  const split = await Promise.all(texts.map(tokens))
  const about = { id, family, texts, tokens: split, values, ruler, period, count, dimensions }
  writeFileSync(join(folder, `${id}.json`), JSON.stringify(about))
  writeFileSync(join(folder, `${id}.documents.f32`), documents.data)
  writeFileSync(join(folder, `${id}.questions.f32`), questions.data)
}
