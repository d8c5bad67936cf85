import { writeFileSync } from 'node:fs'
import { z } from 'zod'
import { configSchema } from '../src/cli/config-schema.ts'
import { runFileSchema } from '../src/store/run-file.ts'

/** The JSON Schemas that are published, by the names of their files. */
const published = { 'run-v1': runFileSchema, 'config-v1': configSchema } as const

/** A JSON Schema as published in `schema/NAME.json`. */
export function schemaText(name: keyof typeof published): string {
  const { $schema, ...schema } = z.toJSONSchema(published[name], { io: 'input' })
  return `${JSON.stringify({ $schema, $id: `numeracy-${name}`, ...schema }, null, 2)}\n`
}

export const schemaNames = Object.keys(published) as (keyof typeof published)[]

if (import.meta.main)
  for (const name of schemaNames)
    writeFileSync(new URL(`../schema/${name}.json`, import.meta.url), schemaText(name))
