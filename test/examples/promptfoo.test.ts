import { execFile } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../docs/pages.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

/** As promptfoo 0.121 documents them: what it reads of a custom provider's and a custom assertion's answers. */
interface Example {
  readonly prompts: readonly string[]
  readonly providers: readonly { readonly id: string; readonly config: Readonly<Record<string, string>> }[]
  readonly tests: readonly {
    readonly vars: Readonly<Record<string, string>>
    readonly assert: readonly {
      readonly type: string
      readonly value: string
      readonly config?: Readonly<Record<string, string>>
    }[]
  }[]
}

const source = join(root, 'examples', 'promptfoo')

/** Does what promptfoo does with the example, in a process of its own in which `numeracy` is these sources. */
function evaluated(code: string): Promise<unknown> {
  const folder = temporaryFolder()
  cpSync(source, folder, { recursive: true })
  const index = pathToFileURL(join(root, 'src', 'index.ts')).href
  for (const name of ['provider.mjs', 'same-numbers.mjs']) {
    const path = join(folder, name)
    writeFileSync(path, readFileSync(path, 'utf8').replace("from 'numeracy'", `from '${index}'`))
  }
  writeFileSync(
    join(folder, 'evaluate.mjs'),
    `import Provider from './provider.mjs'\nimport assertion from './same-numbers.mjs'\nconst result = await (async () => { ${code} })()\nconsole.log(JSON.stringify(result))\n`,
  )
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['evaluate.mjs'], { cwd: folder }, (error, stdout, stderr) =>
      error === null ? resolve(JSON.parse(stdout)) : reject(new Error(stderr)),
    )
  })
}

const config = parse(readFileSync(join(source, 'promptfooconfig.yaml'), 'utf8')) as Example

test('the example names files that are there, and its tests pass as promptfoo would evaluate them', async () => {
  expect(config.prompts).toEqual(['{{anchor}}'])
  expect(config.providers.map(({ id }) => id)).toEqual(['file://provider.mjs'])
  const results = await evaluated(`
    const { providers, tests } = ${JSON.stringify(config)}
    const provider = new Provider({ id: providers[0].label, config: providers[0].config })
    return Promise.all(tests.map(async ({ vars, assert }) => {
      const { output, error } = await provider.callApi(vars.anchor, { vars, prompt: { raw: vars.anchor } })
      const grades = assert.map(each => each.type === 'equals'
        ? { pass: output === each.value }
        : assertion(output, { vars, config: each.config, prompt: vars.anchor }))
      return { output, error, grades }
    }))`)
  expect(results).toEqual([
    { output: '$24', grades: [{ pass: true }] },
    {
      output: '8',
      grades: [{ pass: true, score: 1, reason: expect.stringContaining('holds the numbers of') }],
    },
  ])
})

test('the provider answers with an error, or with an embedding, as promptfoo reads them', async () => {
  const result = await evaluated(`
    const broken = await new Provider({ config: { embed: 'no-such:model' } }).callApi('1', { vars: { closer: '2', farther: '3' } })
    const { embedding } = await new Provider().callEmbeddingApi('1')
    return { broken, length: embedding.length, id: new Provider().id() }`)
  expect(result).toEqual({
    broken: { error: expect.stringContaining('no-such:model') },
    length: 512,
    id: 'numeracy:bundled:use-lite',
  })
})

test('the assertion fails other numbers, and says which', async () => {
  const result = await evaluated(`return [
    assertion('The total is $1,299.00', { vars: { expected: '1299 dollars' } }),
    assertion('The total is $1,229', { vars: { expected: '$1,299' } }),
    assertion('7', {}),
  ]`)
  expect(result).toEqual([
    { pass: true, score: 1, reason: expect.any(String) },
    { pass: false, score: 0, reason: expect.stringContaining('1229') },
    { pass: false, score: 0, reason: expect.stringContaining('Got no text') },
  ])
})
