import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/program.ts'
import { seriesCatalogue } from '../../src/series/catalogue.ts'
import { parseRun } from '../../src/store/parse-run.ts'
import { type RecordingContext, recordingContext } from '../fixtures/command-context.ts'
import { onSeries } from '../fixtures/on-series.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

let cwd: string
beforeEach(() => {
  cwd = temporaryFolder()
})

async function command(args: readonly string[], given: Parameters<typeof recordingContext>[0] = {}) {
  const context: RecordingContext = recordingContext({ cwd, ...given })
  const code = await runCommand(args, context)
  return { code, ...context.written() }
}

async function printed(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await command(args)
  expect(code, stderr).toBe(0)
  return stdout
}

describe('probe', () => {
  const small = ['probe', ...onSeries, '--series', '1..12']

  test('prints the run file, and nothing else, with --json', async () => {
    const run = parseRun(await printed(...small, '--json'), 'stdout')
    expect(run.models.map(({ id }) => id).slice(0, 2)).toEqual([
      'embedder:bundled:use-lite',
      'reranker:bundled:use-lite',
    ])
    expect(run.models[1].standIn).toBe(true)
    expect(existsSync(join(cwd, 'numeracy-report'))).toBe(false)
  })

  test('gives the same file on two fresh caches but for created and session, and others for another seed', async () => {
    const bytes = async (cache: string, ...more: string[]) => {
      const text = await printed(...small, '--json', '--cache', cache, ...more)
      return text.replace(/^"created":.*$/m, '').replace(/^"session":.*$/m, '')
    }
    const first = await bytes('one')
    expect(await bytes('two')).toBe(first)
    expect(await bytes('one')).toBe(first)
    expect(await bytes('one', '--seed', '2')).not.toBe(first)
  })

  test('asks for nothing a second time', async () => {
    const session = async () => parseRun(await printed(...small, '--json'), 'stdout').session
    expect((await session()).requests).toBeGreaterThan(0)
    expect(await session()).toMatchObject({ requests: 0 })
  })

  test('replaces both default models when either flag is given', async () => {
    const kinds = async (...args: string[]) => {
      const run = parseRun(await printed(...small, ...args, '--json'), 'stdout')
      return run.models.filter(({ kind }) => kind !== 'reference').map(({ kind }) => kind)
    }
    expect(await kinds('--embed', 'bundled:use-lite')).toEqual(['embedder'])
    expect(await kinds('--rerank', 'bundled:use-lite')).toEqual(['reranker'])
  })

  test('puts documents into a template and the question round them', async () => {
    const run = parseRun(
      await printed(
        ...small,
        '--template',
        'costs {d}',
        '--prompt',
        'near {d}?',
        '--prompt',
        'like {d}?',
        '--json',
      ),
      'stdout',
    )
    expect(run.series[0].texts[0]).toBe('costs 1')
    expect(
      run.matrices.filter(({ experiment }) => experiment === 'pairs').map(({ prompt }) => prompt),
    ).toEqual([null, 'near {d}?', 'like {d}?'])
  })

  test('probes a file of yours in the order of its values', async () => {
    writeFileSync(join(cwd, 'prices.csv'), '$5\n$1.99\n"$1,000",1000\n'.replace('"$1,000",1000\n', '$2.00\n'))
    const run = parseRun(await printed('probe', ...onSeries, '--series', 'prices.csv', '--json'), 'stdout')
    expect(run.series[0]).toMatchObject({
      id: 'prices.csv',
      texts: ['$1.99', '$2.00', '$5'],
      values: [1.99, 2, 5],
    })
  })

  test('asks nothing in a dry run, and tells what it would ask', async () => {
    expect(await printed(...small, '--dry-run')).toMatch(
      /embedder:bundled:use-lite +\d+ texts +0 +[\d,]+ +[\d,]+ +free, runs here\n[\s\S]*Nothing was asked\.\n$/,
    )
    const [embedder] = JSON.parse(await printed(...small, '--dry-run', '--json')).models
    expect(embedder).toMatchObject({ model: 'embedder:bundled:use-lite', unit: 'texts', cached: 0 })
    const run = parseRun(await printed(...small, '--json'), 'stdout')
    expect(embedder.items).toBe(run.usage.texts)
    const [later] = JSON.parse(await printed(...small, '--dry-run', '--json')).models
    expect(later).toMatchObject({ cached: embedder.items, requests: 0 })
  })

  test('writes a report only with --out, says last which file to open, and takes it up again with report', async () => {
    const stdout = await printed(...small, '--out', 'out')
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('Open out/report.html')
    const html = readFileSync(join(cwd, 'out', 'report.html'), 'utf8')
    expect(await printed('report', join('out', 'run.json'), '--out', 'again')).toBe(
      'Open again/report.html\n',
    )
    expect(readFileSync(join(cwd, 'again', 'report.html'), 'utf8')).toBe(html)
    expect(
      JSON.parse(await printed('report', join('out', 'run.json'), '--out', 'third', '--json')),
    ).toMatchObject({
      directory: 'third',
      files: expect.arrayContaining(['report.html', 'figures/caret-1..12.svg']),
    })
  })

  test('has no escape codes where nobody looks', async () => {
    const { stdout, stderr } = await command([...small, '--out', 'out'])
    expect(stdout + stderr).not.toContain('\u001b')
    expect(stderr).toContain('bundled:use-lite as embedder: ')
  })
})

describe('ask', () => {
  test('says what the model places nearest, what is true, by what margin, and the tokens', async () => {
    const stdout = await printed('ask', '9', '9.9', '9.11')
    expect(stdout).toMatch(/^→ +9\.9 +0\.683322 +▁9 \| \. \| 9$/m)
    expect(stdout).toContain('Wrong. It places 9.9 nearest to 9, by 0.0624 (correct: 9.11, read as number).')
    expect(stdout).not.toContain('reranker')
  })

  test('has one answer where no model is named, and says of a reranker that is named what stands in', async () => {
    const stdout = await printed('ask', '9', '9.9', '9.11', '--rerank', 'bundled:use-lite')
    expect(stdout).toMatch(/^bundled:use-lite standing in as reranker$/m)
    expect(stdout).not.toContain('embedder:')
  })

  test('gives the same as JSON', async () => {
    const answer = JSON.parse(await printed('ask', '9', '9.9', '9.11', '--json'))
    expect(answer).toMatchObject({
      anchor: '9',
      as: 'number',
      models: [
        {
          model: 'embedder:bundled:use-lite',
          candidates: [
            { text: '9.9', value: 9.9, tokens: ['▁9', '.', '9'] },
            { text: '9.11', value: 9.11, tokens: ['▁9', '.', '11'] },
          ],
          nearest: '9.9',
          truth: '9.11',
          verdict: 'wrong',
        },
      ],
    })
    expect(answer.models).toHaveLength(1)
    expect(answer.models[0].margin).toBeCloseTo(-0.0624, 4)
  })

  test('turns the truth round when the same texts are versions', async () => {
    const truth = async (...args: string[]) =>
      JSON.parse(await printed('ask', ...args, '--json')).models[0].truth
    expect(await truth('10.0', '9.9', '9.11')).toBe('9.9')
    expect(await truth('10.0', '9.9', '9.11', '--as', 'version')).toBe('9.11')
  })

  test('reads times on a clock', async () => {
    const { models } = JSON.parse(await printed('ask', '23:59', '00:00', '22:00', '--json'))
    expect(models[0].truth).toBe('00:00')
  })

  test('does not pretend to know what texts without values are near to', async () => {
    const { as, models } = JSON.parse(await printed('ask', 'cat', 'dog', 'table', '--json'))
    expect({ as, truth: models[0].truth, verdict: models[0].verdict, margin: models[0].margin }).toEqual({
      as: null,
      truth: null,
      verdict: 'unknown',
      margin: null,
    })
  })
})

describe('series, models and cache', () => {
  test('list every series and print the documents of one', async () => {
    const listed = JSON.parse(await printed('series', '--json'))
    expect(JSON.stringify(listed)).toContain('times-day')
    const table = await printed('series')
    for (const { id } of seriesCatalogue) expect(table).toMatch(new RegExp(`^${id} `, 'm'))
    expect((await printed('series', 'dates')).split('\n').slice(0, 2)).toEqual(['2024-07-24', '2024-07-25'])
    expect(JSON.parse(await printed('series', '1..9:4', '--json'))).toMatchObject({ texts: ['1', '5', '9'] })
  })

  test('list the models and what they lack', async () => {
    expect(await printed('models')).toMatch(/^bundled:use-lite +embedder, reranker +yes /m)
    expect(JSON.parse(await printed('models', '--json'))).toEqual(expect.anything())
  })

  test('show what is kept of each model, and forget it after asking', async () => {
    await printed('ask', '9', '9.9', '9.11')
    expect(await printed('cache')).toMatch(/^bundled:use-lite +3 /m)
    const asked: string[] = []
    const answering = (answer: string) => ({
      ask: async (question: string) => {
        asked.push(question)
        return answer
      },
    })
    const clear = ['cache', 'clear', 'bundled:use-lite']
    expect(await command(clear, answering('no'))).toMatchObject({
      code: 0,
      stderr: 'Nothing is deleted.\n',
    })
    expect(await printed('cache')).toMatch(/^bundled:use-lite +3 /m)
    expect(await command(clear)).toMatchObject({ code: 2, stderr: expect.stringContaining('Add --yes.') })
    expect(await command(clear, answering('y'))).toMatchObject({
      code: 0,
      stdout: 'Deleted 3 answers of bundled:use-lite.\n',
    })
    expect(asked).toEqual([
      'Delete 3 answers of bundled:use-lite? [y/N]',
      'Delete 3 answers of bundled:use-lite? [y/N]',
    ])
    expect(await printed('cache')).not.toMatch(/^bundled:use-lite/m)
  })

  test('forget a model by the name that a run gives it, of that kind alone, and by its spec', async () => {
    await printed('ask', '9', '9.9', '9.11', '--embed', 'bundled:use-lite')
    await printed('ask', '9', '9.9', '9.11', '--rerank', 'bundled:use-lite')
    const cleared = async (name: string) =>
      JSON.parse(await printed('cache', 'clear', name, '--yes', '--json')).cleared
    // What stands in keeps the scores of a question together.
    expect(await cleared('reranker:bundled:use-lite')).toBe(1)
    expect((await command(['cache', 'clear', 'reranker:bundled:use-lite', '--yes'])).code).toBe(2)
    expect(await cleared('bundled:use-lite?no=matter')).toBe(3)
  })

  test('show the caches of other versions, which they leave alone', async () => {
    const folder = join(cwd, 'several')
    await printed('--cache', folder, 'ask', '9', '9.9', '9.11')
    writeFileSync(join(folder, 'cache-v3.sqlite'), 'x'.repeat(2500))
    const other = join(folder, 'cache-v3.sqlite')
    expect(await printed('--cache', folder, 'cache')).toContain(`\nBeside it, not in use: ${other}, 2.5 kB\n`)
    expect(JSON.parse(await printed('--cache', folder, 'cache', '--json'))).toMatchObject({
      path: join(folder, 'cache.sqlite'),
      others: [{ path: other, bytes: 2500 }],
    })
    await printed('--cache', folder, 'cache', 'clear', 'bundled:use-lite', '--yes')
    expect(existsSync(other)).toBe(true)
  })

  test('forget with --yes, and tell it as JSON', async () => {
    await printed('ask', '9', '9.9', '9.11')
    expect(JSON.parse(await printed('cache', 'clear', 'bundled:use-lite', '--yes', '--json'))).toEqual({
      model: 'bundled:use-lite',
      cleared: 3,
    })
  })
})

describe('the cache folder', () => {
  test('is refused before anything is asked where it was named and cannot be made', async () => {
    writeFileSync(join(cwd, 'a-file'), '')
    for (const given of [{ option: 'a-file/cache' }, { variable: 'a-file/cache' }]) {
      const args = given.option === undefined ? [] : ['--cache', given.option]
      const env = given.variable === undefined ? {} : { NUMERACY_CACHE: given.variable }
      const { code, stdout, stderr } = await command([...args, 'ask', '9', '9.9', '9.11'], { env })
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toBe(
        `error: ${given.option === undefined ? 'NUMERACY_CACHE' : '--cache'}: the folder ${join(cwd, 'a-file/cache')} cannot be made (a part of the path is a file, not a folder). Choose another place.\n`,
      )
    }
  })

  test('is .numeracy here, or NUMERACY_CACHE, or --cache before both', async () => {
    const env = { NUMERACY_CACHE: join(cwd, 'from-variable') }
    await command(['ask', '9', '9.9', '9.11'])
    await command(['ask', '9', '9.9', '9.11'], { env })
    await command(['--cache', 'from-option', 'ask', '9', '9.9', '9.11'], { env })
    for (const folder of ['.numeracy', 'from-variable', 'from-option'])
      expect(existsSync(join(cwd, folder, 'cache.sqlite')), folder).toBe(true)
  })

  test('that nobody named and that is a file is told, and the run goes on without', async () => {
    writeFileSync(join(cwd, '.numeracy'), '')
    const { code, stderr } = await command(['probe', ...onSeries, '--series', '1..12'])
    expect(code).toBe(0)
    expect(stderr).toMatch(/note: The cache at .* cannot be written .*The run goes on without it/)
  })
})

test('an interruption stops a probe with 130 and says how to go on', async () => {
  const interruption = new AbortController()
  const context = recordingContext({ cwd, signal: interruption.signal })
  const { write } = context.stderr
  const stderr = {
    write(text: string) {
      if (text.includes('bundled:use-lite as embedder')) interruption.abort()
      return write(text)
    },
  }
  expect(await runCommand(['probe', ...onSeries, '--series', 'integers'], { ...context, stderr })).toBe(130)
  expect(context.written().stdout).toBe('')
  expect(context.written().stderr).toMatch(
    /^Interrupted\. Every answer that came is kept; run the same command to go on where it stopped\.$/m,
  )
})
