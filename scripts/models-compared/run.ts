import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readRun } from '../../src/store/runs.ts'
import { printedBy } from '../printed.ts'
import { comparedModels } from './models.ts'
import { type ComparedRuns, comparedPage } from './page.ts'
import { readSpecs } from './specs.ts'

/**
 * Probes every model that `fetch.ts` got, and the bundled one, writes docs/models-compared.md, and with --report the
 * page of all runs: `node scripts/models-compared/run.ts [--models .numeracy/models] [--report DIR]`. Each model is
 * probed once: its runs stand in the folder `runs` beside the models, and answers in the cache there. `--also
 * NAME=SPEC` and `--also-rerank NAME=SPEC` add models of yours, `--only NAME` takes some of them, `--page-only` asks
 * nothing. `--size full` asks more about use, in a run of its own, which the page then takes; its reports keep the
 * usual size.
 */
const { values } = parseArgs({
  options: {
    models: { type: 'string', default: '.numeracy/models' },
    also: { type: 'string', multiple: true, default: [] },
    'also-rerank': { type: 'string', multiple: true, default: [] },
    only: { type: 'string', multiple: true, default: [] },
    size: { type: 'string', default: 'usual' },
    page: { type: 'string', default: 'docs/models-compared.md' },
    report: { type: 'string' },
    'page-only': { type: 'boolean', default: false },
  },
})
const models = resolve(values.models)
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

/** What a model is asked, each in a run of its own. */
const options = {
  article: ['--suite', 'article'],
  index: ['--suite', 'index'],
  'use-full': ['--experiment', 'search', '--experiment', 'same', '--size', 'full'],
} as const
type Part = keyof typeof options
const parts = Object.keys(options) as Part[]

interface Asked {
  readonly name: string
  readonly spec: string
  readonly role: '--embed' | '--rerank'
}

const wanted: readonly Asked[] = [
  { name: 'use-lite', spec: 'bundled:use-lite', role: '--embed' },
  ...[...readSpecs(models)].map(([name, spec]) => ({ name, spec, role: '--embed' as const })),
  ...values.also.map(text => ({ ...named(text), role: '--embed' as const })),
  ...values['also-rerank'].map(text => ({ ...named(text), role: '--rerank' as const })),
]
const asked = wanted.filter(({ name }) => values.only.length === 0 || values.only.includes(name))

if (!values['page-only']) {
  for (const model of asked) {
    for (const part of values.size === 'full' ? parts : parts.filter(each => each !== 'use-full')) {
      if (existsSync(pathOf(model, part))) continue
      const code = await probed(model, part)
      process.stderr.write(`${model.name} ${part}: ${code === 0 ? 'done' : `ended with ${code}`}\n`)
      if (code !== 0) process.exitCode = 1
    }
  }
}

const runs: ComparedRuns[] = []
for (const model of wanted) {
  const paths = (['article', 'index'] as const).map(suite => pathOf(model, suite))
  if (!paths.every(path => existsSync(path))) continue
  const about = comparedModels.find(({ name }) => name === model.name) ?? null
  const [article, index] = [await readRun(paths[0]), await readRun(paths[1])]
  const fullPath = pathOf(model, 'use-full')
  const use = existsSync(fullPath) ? await readRun(fullPath) : null
  runs.push({ name: model.name, about, article, index, use })
}
if (runs.length === 0)
  throw new Error('No model has been probed: run scripts/models-compared/fetch.ts first.')
writeFileSync(values.page, comparedPage(runs))
if (values.report !== undefined) {
  const files = wanted.map(model => pathOf(model, 'article')).filter(path => existsSync(path))
  process.exitCode ||= (
    await printedBy(['report', ...files, '--out', values.report, '--force'], version)
  ).code
}

function named(text: string): Pick<Asked, 'name' | 'spec'> {
  const at = text.indexOf('=')
  if (at < 1) throw new Error(`got ${JSON.stringify(text)}; expected NAME=SPEC.`)
  return { name: text.slice(0, at), spec: text.slice(at + 1) }
}

function pathOf({ name }: Asked, part: Part): string {
  return join(models, 'runs', name, `${part}.json`)
}

async function probed(model: Asked, part: Part): Promise<number> {
  const cache = ['--cache', join(models, 'cache')]
  const spec = [model.role, `${model.name}=${model.spec}`]
  const { code, printed } = await printedBy([...cache, 'probe', ...spec, ...options[part], '--json'], version)
  if (code !== 0) return code
  const path = pathOf(model, part)
  mkdirSync(join(models, 'runs', model.name), { recursive: true })
  writeFileSync(`${path}.part`, printed)
  renameSync(`${path}.part`, path)
  return code
}
