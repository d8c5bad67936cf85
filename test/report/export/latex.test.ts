import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { publishedAnalyses } from '../../../src/published/catalogue.ts'
import { sources } from '../../../src/report/export/bibtex-file.ts'
import { exportRuns } from '../../../src/report/export/export-run.ts'
import { latexText } from '../../../src/report/export/latex-text.ts'
import { rangeSeries } from '../../../src/series/range.ts'
import { memoryCache } from '../../../src/store/memory-cache.ts'
import type { Run } from '../../../src/store/run.ts'
import { hostileSeries, probedRun } from '../../fixtures/probed-run.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { withUses } from '../../fixtures/used-run.ts'
import { exported, exportedText } from './exported.ts'

let run: Run
beforeAll(async () => {
  run = await probedRun([rangeSeries('1..12'), hostileSeries])
})

const special = 'a & b % $c # d_e { } ~ ^ \\ <x> "q" |`\' [z] * -- 3 – 4 € −5 é'

/** Whether a program of LaTeX is on this machine. */
function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
const canCompile = has('pdflatex') && has('kpsewhich') && hasPackage('booktabs.sty')

function hasPackage(file: string): boolean {
  try {
    return execFileSync('kpsewhich', [file]).length > 0
  } catch {
    return false
  }
}

/** The text of a document that is compiled with all errors on. */
function compiled(body: string, files: Readonly<Record<string, string>> = {}): void {
  const folder = temporaryFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const preamble = '\\documentclass{article}\n\\usepackage{booktabs,graphicx}\n\\begin{document}\n'
  writeFileSync(join(folder, 'paper.tex'), `${preamble}${body}\n\\end{document}\n`)
  const options = ['-interaction=nonstopmode', '-halt-on-error', '-no-shell-escape', 'paper.tex']
  execFileSync('pdflatex', options, { cwd: folder, stdio: 'pipe', timeout: 60_000 })
}

/** What LaTeX would take for more than text, where braces and signs are not escaped. */
function cellsOf(line: string): string[] {
  return line.replace(/ \\\\$/, '').split(/(?<!\\)&/)
}

/** Every line of a tabular has as many cells as it has columns, and braces are in pairs. */
function checkTables(text: string): number {
  const tables = [...text.matchAll(/\\begin\{tabular\}\{(l?c*)\}\n([\s\S]*?)\\end\{tabular\}/g)]
  for (const [, columns, body] of tables) {
    for (const line of body
      .split('\n')
      .filter(each => each.endsWith('\\\\') && !each.startsWith('\\multicolumn')))
      expect(cellsOf(line), line).toHaveLength(columns.length)
  }
  const braces = text.replaceAll(/\\[{}\\]/g, '')
  expect(braces.match(/\{/g)?.length).toBe(braces.match(/\}/g)?.length)
  return tables.length
}

describe('text for LaTeX', () => {
  test('has each sign that means something escaped', () => {
    expect(latexText('a_b & 50 % of $1 #2 {x} ~ ^ \\')).toBe(
      'a\\_b \\& 50 \\% of \\$1 \\#2 \\{x\\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{}',
    )
    expect(latexText('--- ,, [1]\n*')).toBe('-{}-{}- ,{}, {[}1{]} {*}')
  })

  test.skipIf(!canCompile)('is compiled as it stands by pdfLaTeX, with every sign of ASCII', () => {
    const ascii = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('')
    for (const text of [special, ascii, [...ascii].reverse().join('')])
      compiled(
        `\\begin{tabular}{ll}\na & b \\\\\n${latexText(text)} & x \\\\\n${latexText('[1cm] *')} & y \\\\\n\\end{tabular}`,
      )
  })
})

describe('the table of scores', () => {
  test('has a block for each series and a line for each model, every line of as many cells', async () => {
    const text = await exportedText(run, 'scores.tex')
    expect(checkTables(text)).toBe(1)
    expect(text.match(/\\emph\{1\.\.12\}: 12 documents/g)).toHaveLength(1)
    expect(text.match(/^test:fake as embedder & /gm)).toHaveLength(2)
    expect(text.match(/^test:fake as reranker & /gm)).toHaveLength(2)
    const { value, interval, floor } = run.measures.find(
      ({ id, model }) => id === 'concordance' && model === 'embedder:test:fake',
    )!
    expect(text).toContain(`test:fake as embedder & ${value!.toFixed(2)} & ${floor!.value.toFixed(2)} & `)
    expect(text).toContain(`{\\scriptsize ${interval!.map(end => end.toFixed(2)).join(' to ')}}`)
  })

  test('has what models may be used for in a table of its own, unless one series is meant', async () => {
    const used = withUses(run)
    expect(checkTables(await exportedText(used, 'scores.tex'))).toBe(2)
    const one = await exportedText(used, 'scores.tex', { selector: { series: '1..12' } })
    expect(checkTables(one)).toBe(1)
    expect(one).not.toContain('script>')
  })

  test('holds the models of several runs, and says which run a model is of where it is in two', async () => {
    const request = {
      name: 'scores.tex',
      selector: { series: '1..12', model: null, prompt: null, experiment: null },
      figure: null,
      figureWidth: null,
    }
    const runs = ['monday', 'tues_day'].map(name => ({ name, run }))
    const { files } = await exportRuns(runs, request, { cache: memoryCache(), listen: () => {} })
    const text = String(files.get('scores.tex'))
    checkTables(text)
    expect(text).toContain('test:fake as embedder in monday &')
    expect(text).toContain('test:fake as reranker in tues\\_day &')
    await expect(
      exportRuns(runs, { ...request, name: 'm.csv' }, { cache: memoryCache(), listen: () => {} }),
    ).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('got 2 runs for "m.csv"') })
  })

  test('says which letters pdfLaTeX lacks', async () => {
    const labelled = { ...run, models: run.models.map(model => ({ ...model, label: `${model.kind} 价格` })) }
    expect((await exported(labelled, 'scores.tex')).note).toMatch(/^pdfLaTeX lacks letters of it \(价 格\)/)
    expect((await exported(run, 'scores.tex')).note).toBeNull()
  })

  test('refuses a series that no run has, and runs without scores', async () => {
    await expect(exported(run, 'scores.tex', { selector: { series: 'none' } })).rejects.toMatchObject({
      code: 'unknown',
    })
    await expect(exported({ ...run, measures: [] }, 'scores.tex')).rejects.toMatchObject({ code: 'input' })
  })

  test.skipIf(!canCompile)('is compiled by pdfLaTeX, with hostile names, fitted into the text', async () => {
    const named = { ...run, models: run.models.map((model, at) => ({ ...model, label: `${special} ${at}` })) }
    compiled('\\input{scores}', { 'scores.tex': await exportedText(withUses(named), 'scores.tex') })
  })
})

describe('the bibliography', () => {
  /** A strict reader of what is written: entries of fields in braces. */
  function entriesOf(text: string): { type: string; key: string; fields: Record<string, string> }[] {
    const parts = text.split(/\n\n?(?=@)/).filter(part => part.trim() !== '')
    return parts.map(part => {
      const [, type, key, body] = /^@([a-z]+)\{([^,\s{}]+),\n([\s\S]*)\n\}\n?$/.exec(part)!
      const fields = body.split('\n').map(line => {
        const [, name, value] = /^ {2}([a-z]+) = \{(.*)\},$/.exec(line)!
        const braces = value.replaceAll(/\\[{}]/g, '')
        expect(braces.match(/\{/g)?.length, line).toBe(braces.match(/\}/g)?.length)
        return [name, value]
      })
      return { type, key, fields: Object.fromEntries(fields) }
    })
  }

  test('has the tool in the version of the run, what its measures rest on, and its models', async () => {
    const held = {
      ...run,
      models: run.models.map(model => ({ ...model, spec: 'hf:intfloat/multilingual-e5-small' })),
    }
    const entries = entriesOf(await exportedText(held, 'x.bib'))
    const keys = entries.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(entries[0]).toMatchObject({
      type: 'misc',
      key: `numeracy-${run.tool.version}`,
      fields: { howpublished: expect.stringContaining(`version ${run.tool.version}`) },
    })
    expect(keys).toEqual(expect.arrayContaining(['goodman1954', 'jarvelin2002', 'efron1979', 'wang2024']))
    expect(keys).not.toContain('wang2022')
    expect(keys).not.toContain('cer2018')
  })

  test('has every published analysis under its own id, with its year or that of its preprint', () => {
    for (const { id, source } of publishedAnalyses) {
      const { year, note = '' } = sources.find(({ key }) => key === id)!.fields
      expect([year, /preprint of (\d{4})/.exec(note)?.[1]], id).toContain(String(source.year))
    }
  })

  test('gives the arXiv number that a published analysis is run after', () => {
    for (const { id, source } of publishedAnalyses) {
      const [, number] = /arXiv (\d{4}\.\d{5})/.exec(source.reference) ?? []
      // Of TempReason the reference is that of the benchmark.
      if (number === undefined || id === 'tempreason-2023') continue
      expect(sources.find(({ key }) => key === id)?.fields.eprint, id).toBe(number)
    }
  })

  test.skipIf(!canCompile || !has('bibtex'))(
    'is read by BibTeX without a warning but for what has no year',
    async () => {
      const folder = temporaryFolder()
      const all = { ...run, models: run.models.map(model => ({ ...model, spec: 'bundled:use-lite' })) }
      writeFileSync(join(folder, 'x.bib'), await exportedText(all, 'x.bib'))
      writeFileSync(join(folder, 'p.aux'), '\\citation{*}\n\\bibstyle{plain}\n\\bibdata{x}\n')
      const said = execFileSync('bibtex', ['p'], { cwd: folder, encoding: 'utf8' })
      expect(said).not.toMatch(/error/i)
      expect(said.match(/^Warning--.*/gm) ?? []).toEqual([])
    },
  )
})
