import { writeFileSync } from 'node:fs'
import { z } from 'zod'
import { runFileSchema } from '../src/store/run-file.ts'

/** The JSON Schema of run files, as published in `schema/run-v1.json`. */
export function schemaText(): string {
  const { $schema, ...schema } = z.toJSONSchema(runFileSchema, { io: 'input' })
  return `${JSON.stringify({ $schema, $id: 'numeracy-run-v1', ...schema }, null, 2)}\n`
}

if (import.meta.main) writeFileSync(new URL('../schema/run-v1.json', import.meta.url), schemaText())
