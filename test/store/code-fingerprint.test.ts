import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, posix } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { builtFrom, fingerprintOf, reached, sourcesBelow } from '../../src/store/code-fingerprint.ts'
import { fileOf, type Source, sourcesIn } from '../architecture/source.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { runProcess } from './fixtures/processes.ts'

const root = join(import.meta.dirname, '..', '..')
const source = join(root, 'src')
const sources = sourcesIn(source)
const versions = () => '1.0.0'

/** The modules that keep results, as they stand in the sources, with the others that they name. */
const keepers = sources
  .filter(({ path, code }) => /\bcodeFingerprint\(import\.meta\.url/.test(code) && !path.startsWith('store/'))
  .map(({ path }) => path.replace(/\.ts$/, ''))

describe('the fingerprint of code', () => {
  test('is asked for by every module that keeps a result', () => {
    const keeping = sources.filter(
      ({ path, code }) => /\b(?:keptJson\(|writeDerived\()/.test(code) && !path.startsWith('store/'),
    )
    expect(keepers.length).toBeGreaterThan(4)
    expect(keeping.map(({ path }) => path.replace(/\.ts$/, ''))).toEqual(keepers)
  })

  test.each(keepers)(
    'of %s is of all files that it reaches by imports of values, and of no other',
    keeper => {
      expect([...reached([keeper], sourcesBelow(source)).keys()].sort()).toEqual(closureOf(`${keeper}.ts`))
    },
  )

  test.each<[string, readonly string[], string]>([
    ['measures/kept-judge', [], 'measures/catalogue'],
    ['measures/kept-judge', [], 'matrix/references'],
    ['report/draw', [], 'plots/figures'],
    ['report/draw', [], 'plots/render'],
    ['matrix/kept-blocks', [], 'matrix/gram'],
    ['experiments/advice', ['series/subjects'], 'series/subjects'],
    ['experiments/reproduce', ['published/catalogue'], 'published/catalogue'],
  ])('of %s with %j covers %s and all that stands in it', (keeper, others, catalogue) => {
    const { code } = sources.find(({ path }) => path === `${keeper}.ts`)!
    const text = readFileSync(join(source, `${keeper}.ts`), 'utf8')
    for (const other of others) expect(text).toContain(`'${specifierFrom(keeper, other)}'`)
    expect(code.includes('codeFingerprint(import.meta.url, ')).toBe(others.length > 0)
    const covered = [...reached([keeper, ...others], sourcesBelow(source)).keys()]
    expect(covered).toEqual(expect.arrayContaining(closureOf(`${catalogue}.ts`)))
  })

  test('changes with every file that it covers, and with no other', () => {
    const folder = copiedSources()
    const nowOf = (path: string) => fingerprintOf([path], sourcesBelow(folder), versions)
    const first = new Map(keepers.map(keeper => [keeper, nowOf(keeper)]))
    for (const path of ['math/rank', 'math/edit-distance', 'measures/ties', 'plots/theme', 'cli/table']) {
      const covering = keepers.filter(keeper => reached([keeper], sourcesBelow(folder)).has(path))
      const file = join(folder, `${path}.ts`)
      const text = readFileSync(file, 'utf8')
      writeFileSync(file, `${text}\nexport const changed = 1\n`)
      const changed = keepers.filter(keeper => nowOf(keeper) !== first.get(keeper))
      expect(changed, path).toEqual(covering)
      writeFileSync(file, text)
      expect(keepers.map(nowOf)).toEqual([...first.values()])
    }
  })

  test('changes when a file is renamed, and with the version of a package that is used', () => {
    const folder = copiedSources()
    const first = fingerprintOf(['report/draw'], sourcesBelow(folder), versions)
    const asked: string[] = []
    const other = (name: string) => {
      asked.push(name)
      return name === '@observablehq/plot' ? '1.0.1' : '1.0.0'
    }
    expect(fingerprintOf(['report/draw'], sourcesBelow(folder), other)).not.toBe(first)
    expect(asked).toEqual(expect.arrayContaining(['@observablehq/plot', '@resvg/resvg-js', 'subset-font']))
    renameSync(join(folder, 'plots/theme.ts'), join(folder, 'plots/colours.ts'))
    for (const path of filesBelow(folder)) {
      const text = readFileSync(path, 'utf8')
      if (text.includes('theme.ts')) writeFileSync(path, text.replaceAll('theme.ts', 'colours.ts'))
    }
    expect(fingerprintOf(['report/draw'], sourcesBelow(folder), versions)).not.toBe(first)
  })

  test('is that of the noted sources where the build has noted them, whatever lies there now', async () => {
    const folder = copiedSources()
    const code = sourcesBelow(folder)
    const noted = Object.fromEntries(reached(['measures/kept-judge'], code))
    writeFileSync(join(folder, builtFrom), JSON.stringify(noted))
    const first = await fingerprintIn(folder, 'measures/kept-judge.ts')
    appendFileSync(join(folder, 'math/rank.ts'), '\n// changed\n')
    expect(await fingerprintIn(folder, 'measures/kept-judge.ts')).toBe(first)
  })

  test('lets no kept result outlive a change of the code that makes it', { timeout: 120_000 }, async () => {
    const folder = copiedSources()
    const cache = temporaryFolder()
    const references = async () => {
      const { stdout } = await runProcess([
        process.execPath,
        '--input-type=module',
        '--eval',
        `
          const at = path => import(${JSON.stringify(pathToFileURL(folder).href)} + '/' + path)
          const { openCache } = await at('store/open-cache.ts')
          const { judgeHere, keptReferences } = await at('measures/kept-judge.ts')
          const { rangeSeries } = await at('series/range.ts')
          const cache = openCache({ directory: ${JSON.stringify(cache)}, listen: console.error })
          let made = 0
          const judge = judgeHere()
          const counting = { ...judge, references: task => (made++, judge.references(task)) }
          const kept = await keptReferences({ series: rangeSeries('1..8'), seed: 1 }, cache, counting)
          cache.close()
          console.log(JSON.stringify({ made, ids: kept[0].measures.map(({ id }) => id) }))`,
      ])
      return JSON.parse(stdout) as { made: number; ids: string[] }
    }
    const first = await references()
    expect(first.made).toBe(1)
    expect(await references()).toEqual({ ...first, made: 0 })
    const measure = join(folder, 'measures/ties.ts')
    const text = readFileSync(measure, 'utf8')
    expect(text).toContain("id: 'ties'")
    writeFileSync(measure, text.replace("id: 'ties'", "id: 'renamed-ties'"))
    const changed = await references()
    expect(changed.made).toBe(1)
    expect(changed.ids).toContain('renamed-ties')
    writeFileSync(measure, text)
    expect(await references()).toEqual({ ...first, made: 0 })
  })
})

function specifierFrom(importer: string, target: string): string {
  const path = posix.relative(posix.dirname(importer), target)
  return `${path.startsWith('.') ? '' : './'}${path}.ts`
}

/** What a file reaches, as the checks of the architecture read its imports. */
function closureOf(path: string): string[] {
  const byPath = new Map(sources.map(each => [each.path, each]))
  const found = new Set<string>()
  const visit = ({ path, imports }: Source) => {
    if (found.has(path)) return
    found.add(path)
    for (const { specifier, typeOnly } of imports) {
      const target = fileOf(path, specifier)
      if (!typeOnly && target !== undefined) visit(byPath.get(target)!)
    }
  }
  visit(byPath.get(path)!)
  return [...found].map(each => each.replace(/\.ts$/, '')).sort()
}

/** The sources in a folder of their own, with the packages that they use. */
function copiedSources(): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'src'))
  cpSync(source, join(folder, 'src'), { recursive: true })
  cpSync(join(root, 'package.json'), join(folder, 'package.json'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return join(folder, 'src')
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
}

async function fingerprintIn(folder: string, path: string): Promise<string> {
  const url = (file: string) => JSON.stringify(pathToFileURL(join(folder, file)).href)
  const { stdout } = await runProcess([
    process.execPath,
    '--input-type=module',
    '--eval',
    `const { codeFingerprint } = await import(${url('store/code-fingerprint.ts')})
    console.log(codeFingerprint(${url(path)}))`,
  ])
  return stdout.trim()
}
