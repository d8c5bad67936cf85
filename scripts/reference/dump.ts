import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { referenceSubjects } from '../../test/fixtures/reference-subjects.ts'

/** Writes the vectors of the reference series into the folder that is given, for measures.py. */
const folder = process.argv[2]
if (folder === undefined) throw new Error('Give a folder for the vectors.')
mkdirSync(folder, { recursive: true })
for (const { series, documents, questions } of await referenceSubjects()) {
  const { id, family, texts, values, ruler, period } = series
  const { count, dimensions } = documents
  const about = { id, family, texts, values, ruler, period, count, dimensions }
  writeFileSync(join(folder, `${id}.json`), JSON.stringify(about))
  writeFileSync(join(folder, `${id}.documents.f32`), documents.data)
  writeFileSync(join(folder, `${id}.questions.f32`), questions.data)
}
