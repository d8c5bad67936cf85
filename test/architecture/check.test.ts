import { describe, expect, test } from 'vitest'
import { blanked } from './blanked.ts'
import { effectBreaches } from './effects.ts'
import { cycles, layerBreaches } from './layers.ts'
import { nameBreaches } from './names.ts'
import { sourceOf } from './source.ts'

describe('the reader of sources', () => {
  test.each([
    ["import { a } from './a.ts'", './a.ts', false],
    ["import type { A } from './a.ts'", './a.ts', true],
    ["import { type A } from './a.ts'", './a.ts', false],
    ["import a, * as b from 'a'", 'a', false],
    ["import './a.ts'", './a.ts', false],
    ["import {\n  a,\n  b,\n} from './a.ts'", './a.ts', false],
    ["export * from './a.ts'", './a.ts', false],
    ["export type { A } from './a.ts'", './a.ts', true],
    ["const a = await import('./a.ts')", './a.ts', false],
    ["const a = require('a')", 'a', false],
  ])('%j imports %s', (text, specifier, typeOnly) => {
    expect(sourceOf('math/b.ts', text).imports).toEqual([{ specifier, typeOnly }])
  })

  test.each([
    "// import './a.ts'",
    "/* import './a.ts' */",
    `const text = "import './a.ts'"`,
    "const text = `import './a.ts'`",
    "const quote = /'/\n// import './a.ts'",
    "const half = total / 2 // import './a.ts'",
    "export const name = 'from'",
  ])('%j imports nothing', text => {
    expect(sourceOf('math/b.ts', text).imports).toEqual([])
  })

  test.each([
    ["a('b') // c", "a(' ')     "],
    ['`x${y + `z${1}`}x` + v', '` ${y + ` ${1}`} ` + v'],
    ['f({ a: `${ { b } }c` }, d)', 'f({ a: `${ { b } } ` }, d)'],
    ["/[/']/.test(a) / b", '/    /.test(a) / b'],
    ["'it\\'s' + a", "'     ' + a"],
    ['a /* b\nc */ d', 'a     \n     d'],
  ])('of %j it keeps %j', (text, code) => {
    expect(blanked(text)).toBe(code)
  })
})

describe('the check of layers', () => {
  test.each([
    ['measures/caret.ts', '../cli/main.ts', 'cli/main.ts'],
    ['math/rank.ts', '../series/series.ts', 'series/series.ts'],
    ['store/cache.ts', '../math/rank.ts', 'math/rank.ts'],
    ['models/embedder.ts', '../series/series.ts', 'series/series.ts'],
    ['usecases/probe.ts', '../cli/main.ts', 'cli/main.ts'],
    ['report/html.ts', '../usecases/probe.ts', 'usecases/probe.ts'],
    ['cli/main.ts', '../index.ts', 'index.ts'],
    ['measures/caret.ts', '../statistics.ts', 'statistics.ts'],
    ['statistics.ts', './measures/caret.ts', 'measures/caret.ts'],
    ['published/naik-2019.ts', '../math/quantile.ts', 'math/quantile.ts'],
    ['published/naik-2019.ts', '../base/random.ts', 'base/random.ts'],
    ['published/naik-2019.ts', '../measures/caret.ts', 'measures/caret.ts'],
    ['published/naik-2019.ts', '../matrix/gram.ts', 'matrix/gram.ts'],
    ['published/naik-2019.ts', '../experiments/analysis.ts', 'experiments/analysis.ts'],
    ['usecases/reproduce.ts', '../published/catalogue.ts', 'published/catalogue.ts'],
    ['cli/main.ts', '../../test/fakes.ts', '../test/fakes.ts'],
  ])('%s must not import %s', (path, specifier, target) => {
    const source = sourceOf(path, `import type { A } from '${specifier}'`)
    expect(layerBreaches([source])).toEqual([`${path} imports ${target}`])
  })

  test.each([
    ['measures/caret.ts', '../math/rank.ts'],
    ['measures/caret.ts', './rows.ts'],
    ['models/decorators/cache.ts', '../../store/key.ts'],
    ['cli/main.ts', '../usecases/probe.ts'],
    ['index.ts', './usecases/probe.ts'],
    ['published/naik-2019.ts', '../index.ts'],
    ['published/naik-2019.ts', '../statistics.ts'],
    ['statistics.ts', './math/quantile.ts'],
    ['cli/commands/reproduce.ts', '../published/catalogue.ts'],
  ])('%s may import %s', (path, specifier) => {
    expect(layerBreaches([sourceOf(path, `import { a } from '${specifier}'`)])).toEqual([])
  })

  test('a folder that is in no layer is reported', () => {
    expect(layerBreaches([sourceOf('tools/rank.ts', '')])).toEqual(['tools/rank.ts is in no layer'])
  })

  test('a file that reaches itself is reported with the way round', () => {
    const sources = [
      sourceOf('math/a.ts', "import { b } from './b.ts'"),
      sourceOf('math/b.ts', "import { c } from './c.ts'"),
      sourceOf('math/c.ts', "import type { B } from './b.ts'"),
    ]
    expect(cycles(sources)).toEqual(['math/b.ts → math/c.ts → math/b.ts'])
    expect(cycles(sources.slice(0, 2))).toEqual([])
  })
})

describe('the check of effects', () => {
  test.each([
    ['math/rank.ts', 'await fetch(url)', 'touches the network'],
    ['measures/caret.ts', 'const now = Date.now()', 'touches the clock'],
    ['measures/caret.ts', 'const now = new Date()', 'touches the clock'],
    ['usecases/probe.ts', 'setTimeout(run, 10)', 'touches the clock'],
    ['models/registry.ts', 'const start = performance.now()', 'touches the clock'],
    ['math/bootstrap.ts', 'const x = Math.random()', 'touches chance'],
    ['models/registry.ts', 'await import(name)', 'imports a module by a computed name'],
    ['models/registry.ts', 'await import(`./adapters/${name}.ts`)', 'imports a module by a computed name'],
    ['series/series.ts', "import { readFileSync } from 'node:fs'", 'imports node:fs'],
    ['findings/finding.ts', "import { readFile } from 'fs/promises'", 'imports fs/promises'],
    ['matrix/gram.ts', "import { spawn } from 'node:child_process'", 'imports node:child_process'],
    ['models/embedder.ts', "import { request } from 'node:https'", 'imports node:https'],
    ['report/html.ts', "import { createServer } from 'node:http'", 'imports node:http'],
    ['matrix/cache.ts', "import { DatabaseSync } from 'node:sqlite'", 'imports node:sqlite'],
    ['models/decorators/retry.ts', "import { Listr } from 'listr2'", 'imports listr2'],
    ['plots/heatmap.ts', "import { parseHTML } from 'linkedom'", 'imports linkedom'],
    ['measures/caret.ts', "import { z } from 'zod'", 'imports zod'],
    ['report/html.ts', "import something from 'something-new'", 'imports something-new'],
  ])('%s must not say %j', (path, text, breach) => {
    expect(effectBreaches([sourceOf(path, text)])).toEqual([`${path} ${breach}`])
  })

  test.each([
    ['models/adapters/jina.ts', 'await fetch(url)'],
    ['models/decorators/turns.ts', "import PQueue from 'p-queue'"],
    ['models/decorators/retry.ts', 'setTimeout(run, 10)'],
    ['store/cache.ts', "import { DatabaseSync } from 'node:sqlite'"],
    ['store/run.ts', "import { z } from 'zod'"],
    ['plots/heatmap.ts', "import * as Plot from '@observablehq/plot'"],
    ['plots/render.ts', "import { parseHTML } from 'linkedom'"],
    ['cli/main.ts', "import { Command } from '@commander-js/extra-typings'"],
    ['series/days.ts', 'const day = new Date(0).toISOString()'],
    ['series/days.ts', 'const day = readDate(text)'],
    ['store/key.ts', "import { hash } from 'node:crypto'"],
    ['models/registry.ts', "await import('./adapters/jina.ts')"],
    ['math/rank.ts', "throw new Error('Date.now() and fetch() are not for maths')"],
    ['measures/caret.ts', "import type { Stats } from 'node:fs'"],
  ])('%s may say %j', (path, text) => {
    expect(effectBreaches([sourceOf(path, text)])).toEqual([])
  })
})

describe('the check of names', () => {
  test.each([
    ['math/utils.ts', '', 'has a name that says nothing'],
    ['math/helpers/rank.ts', '', 'has a name that says nothing'],
    ['models/types.ts', '', 'has a name that says nothing'],
    ['math/editDistance.ts', '', 'is not kebab-case'],
    ['math/rank.ts', 'export default 1', 'has a default export'],
    ['math/rank.ts', 'export { rank as default }', 'has a default export'],
    ['math/rank.ts', '\n'.repeat(300), 'has 300 lines'],
  ])('%s with %j is reported', (path, text, breach) => {
    expect(nameBreaches([sourceOf(path, text)])).toEqual([`${path} ${breach}`])
  })

  test('a short kebab-case file with named exports passes', () => {
    expect(nameBreaches([sourceOf('math/edit-distance.ts', 'export const a = 1\n'.repeat(249))])).toEqual([])
  })
})
