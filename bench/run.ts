import { api } from './api.ts'
import { cache } from './cache.ts'
import { command } from './command.ts'
import { concordances } from './concordance.ts'
import { defaultRun } from './default-run.ts'
import { gram } from './gram.ts'
import { local } from './local.ts'
import { page } from './page.ts'
import { queue } from './queue.ts'
import { quick } from './quick.ts'
import { recognizers } from './recognizers.ts'
import { references } from './references.ts'

/** `npm run bench` runs all, `npm run bench gram` one. A ratio above 1 says that ours is the faster one. */
const benches = {
  api,
  cache,
  gram,
  concordance: concordances,
  local,
  recognizers,
  references,
  quick,
  page,
  command,
  'default-run': defaultRun,
  queue,
}

const asked = process.argv.slice(2)
const unknown = asked.filter(name => !(name in benches))
if (unknown.length > 0)
  throw new Error(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.`)
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  process.stdout.write(`${name}\n`)
  for (const line of await bench()) process.stdout.write(`  ${line}\n`)
}
