import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { embeddingsAt } from '../../fixtures/fault-server/protocols.ts'
import { type FaultServer, faultServer } from '../../fixtures/fault-server.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'
import { type Viewing, viewing } from './fixtures/viewing.ts'

const canary = 'CANARY-5f21c0'
const env = {
  SECRET: canary,
  JINA_API_KEY: canary,
  OPENAI_API_KEY: canary,
  HF_ENDPOINT: 'http://127.0.0.1:9',
  HF_HUB_CACHE: '/nonexistent',
}
const question = { anchor: '9', candidates: ['9.9', '9.11'] }

let server: FaultServer
let folder: string
/** A file that is there when a program was run. */
let trace: string
beforeEach(async () => {
  server = await faultServer(embeddingsAt('/v1/embeddings'))
  onTestFinished(() => server.close())
  folder = temporaryFolder()
  trace = join(folder, 'trace')
})

const served = (options = '') => `openai-compatible:m?baseURL=${server.url}/v1${options}`
const program = () => `command:sh -c 'touch ${trace}'`
const view = (given: Parameters<typeof viewing>[1] = {}) => viewing({}, given, { env })

async function standing({ ask }: Viewing, spec: string, kind: 'embedder' | 'reranker' = 'embedder') {
  const body = kind === 'embedder' ? { embed: [spec] } : { rerank: [spec] }
  return JSON.parse((await ask('standing', { body })).body).models[0]
}

/** Confirms a spec as the dialog of the page does. @returns the status */
async function confirm(shown: Viewing, spec: string, language: 'en' | 'zh' = 'en'): Promise<number> {
  const { does } = await standing(shown, spec)
  const body = { kind: 'embedder', spec, does: does?.[language] ?? '' }
  return (await shown.ask('confirm', { body })).status
}

const askWith = ({ ask }: Viewing, spec: string) => ask('ask', { body: { ...question, embed: [spec] } })

function expectNothingHappened() {
  expect(server.requests).toEqual([])
  expect(existsSync(trace)).toBe(false)
}

describe('a spec that nobody named or confirmed', () => {
  test.each<[string, () => string]>([
    ['a server', () => served()],
    ['a server, its address percent-encoded', () => served().replace('http:', 'http%3A')],
    ['a server, with its own key elsewhere', () => served('&keyEnv=OPENAI_API_KEY')],
    ["Jina's models elsewhere", () => `jina:jina-embeddings-v3?baseURL=${server.url}/v1`],
    ["a vendor's models", () => 'openai:text-embedding-3-small'],
    ["a vendor's models elsewhere", () => `openai:text-embedding-3-small?baseURL=${server.url}/v1`],
    ['a key of the environment', () => served('&keyEnv=SECRET')],
    ['a key of the environment, percent-encoded', () => served('&key%45nv=%53ECRET')],
    ['a model of a hub', () => 'hf:any/model'],
    ['a folder', () => folder],
    ['a folder by its provider', () => `folder:${folder}`],
    ['a folder in the home', () => '~/model'],
    ['a program', program],
    ['a program with options', () => `${program()}?maxBatch=2`],
    ['a program with more blanks', () => `command:  ${program().slice('command:'.length)}`],
    ['a program by its path', () => `command:/bin/touch ${trace}`],
  ])('is neither asked nor probed: %s', async (_, specOf) => {
    const shown = await view()
    const spec = specOf()
    for (const [path, body] of [
      ['ask', { ...question, embed: [spec] }],
      ['ask', { ...question, embed: ['bundled:use-lite', spec] }],
      ['%61sk', { ...question, embed: [spec] }],
      ['probe', { embed: [spec], series: ['integers'] }],
      ['probe', { rerank: ['bundled:use-lite'], embed: [spec], series: ['integers'] }],
    ] as const) {
      const { status, body: json } = await shown.ask(path, { body })
      expect(status, path).toBe(403)
      const { code, message, details } = JSON.parse(json).error
      expect({ code, ...details }).toMatchObject({ code: 'usage', kind: 'embedder', spec })
      expect(['program', 'key', 'unconfirmed']).toContain(details.refused)
      expect(message).toMatch(/^view: .*Nothing was (?:asked|run|sent)\./)
      expect(details.why.zh).toMatch(/没有/)
    }
    expectNothingHappened()
  })

  test.each<[string, () => string]>([
    ['upper case', () => program().replace('command', 'COMMAND')],
    ['a blank before', () => ` ${program()}`],
    ['a line end before', () => `\n${program()}`],
    ['percent signs', () => program().replace('command', '%63ommand')],
    ['full width letters', () => program().replace('command', 'ｃommand')],
    ['a provider before it', () => `bundled:${program()}`],
    ['a letter without a picture', () => program().replace('command', 'com\u200bmand')],
    ['upper case of a server', () => served().replace('openai', 'OpenAI')],
  ])('is no model, written with %s', async (_, specOf) => {
    const shown = await view({ allowCommands: true, keyVariables: ['SECRET'] })
    expect((await askWith(shown, specOf())).status).toBe(400)
    expect(await confirm(shown, specOf()).catch(() => 400)).not.toBe(204)
    expectNothingHappened()
  })

  test('is not asked by the name of one that was confirmed, or written a little otherwise', async () => {
    const shown = await view({ embed: [served()] })
    for (const spec of [
      served('&maxBatch=3'),
      served('&keyEnv=OPENAI_API_KEY'),
      served().replace('127.0.0.1', 'localhost'),
      `${served()}/`,
    ])
      expect((await askWith(shown, spec)).status, spec).toBe(403)
    const rerank = { ...question, rerank: [`rerank-compatible:m?baseURL=${server.url}/v1`] }
    expect((await shown.ask('ask', { body: rerank })).status).toBe(403)
    expectNothingHappened()
    expect((await askWith(shown, served())).status).toBe(200)
    expect(server.requests.length).toBe(1)
  })

  test('the bundled model needs no word', async () => {
    expect(await standing(await view(), 'bundled:use-lite')).toMatchObject({ state: 'allowed' })
  })
})

describe('confirming', () => {
  test.each(['en', 'zh'] as const)(
    'what asking does, in the words of the server (%s), allows it',
    async language => {
      const shown = await view()
      const { does } = await standing(shown, served())
      expect(does.en).toBe(`Sends every text to ${server.url}/v1, without a key.`)
      expect(await confirm(shown, served(), language)).toBe(204)
      expect(await standing(shown, served())).toMatchObject({ state: 'allowed' })
      expect((await askWith(shown, served())).status).toBe(200)
      expect(server.requests.length).toBe(1)
    },
  )

  test.each(['', 'yes', 'Sends every text to http://127.0.0.1:1/v1, without a key.'])(
    'in other words does not: %j',
    async does => {
      const shown = await view()
      const body = { kind: 'embedder', spec: served(), does }
      expect(await shown.ask('confirm', { body })).toMatchObject({ status: 403, body: '' })
      expect((await askWith(shown, served())).status).toBe(403)
      expectNothingHappened()
    },
  )

  test('is of one kind of model, and of one server', async () => {
    const [shown, other] = [await view(), await view()]
    await confirm(shown, 'hf:any/model')
    expect(await standing(shown, 'hf:any/model')).toMatchObject({ state: 'allowed' })
    expect(await standing(shown, 'hf:any/model', 'reranker')).toMatchObject({ state: 'unconfirmed' })
    expect(await standing(other, 'hf:any/model')).toMatchObject({ state: 'unconfirmed' })
  })

  test('is not taken from a page of another origin, nor without the token', async () => {
    const shown = await view()
    const { does } = await standing(shown, served())
    const body = { kind: 'embedder', spec: served(), does: does.en }
    expect((await shown.ask('confirm', { body, headers: { origin: 'null' } })).status).toBe(403)
    expect((await shown.ask('/confirm', { body })).status).toBe(404)
    expect((await shown.ask('confirm')).status).toBe(404)
    expect(await standing(shown, served())).toMatchObject({ state: 'unconfirmed' })
  })

  test.each<[string, string, RegExp]>([
    [
      'a vendor',
      'openai:m',
      /^Sends every text to https:\/\/api\.openai\.com\/v1, with the key in OPENAI_API_KEY\.$/,
    ],
    ['Jina', 'jina:jina-embeddings-v3', /https:\/\/api\.jina\.ai\/v1, with the key in JINA_API_KEY\.$/],
    [
      "a vendor's key elsewhere",
      'jina:jina-embeddings-v3?baseURL=http://other.example/v1',
      /other\.example\/v1, with the key in JINA_API_KEY \(this is not the address of the vendor of that key\)\.$/,
    ],
    ['a name of a host in other letters', 'openai-compatible:m?baseURL=http://аpi.example', /xn--/],
    ['a folder', './a/../model', /^Loads the model in the folder .*(?<!\.\.)[\\/]model of this machine/],
    ['a hub', 'hf:any/model', /^Downloads the model from http:\/\/127\.0\.0\.1:9 unless .* without a key/],
  ])('shows what is meant: %s', async (_, spec, sentence) => {
    expect((await standing(await view(), spec)).does.en).toMatch(sentence)
  })

  test('shows what would hide', async () => {
    const spec = 'openai-compatible:a\u202eb\u200bc\u3164d\u2800?baseURL=http://h.example'
    const { shown } = await standing(await view(), spec)
    expect(shown).toBe('openai-compatible:a\\u{202e}b\\u{200b}c\\u{3164}d\\u{2800}?baseURL=http://h.example')
  })
})

describe('a program', () => {
  test('is refused however it is asked, and cannot be confirmed', async () => {
    const shown = await view()
    expect(await standing(shown, program())).toMatchObject({ state: 'refused', reason: 'program' })
    expect(await confirm(shown, program())).toBe(403)
    const does = `Runs this program on this machine, with your rights and all variables of your environment: "sh" "-c" "touch ${trace}" (in the folder ${shown.cwd}).`
    await shown.ask('confirm', { body: { kind: 'embedder', spec: program(), does } })
    expect((await askWith(shown, program())).status).toBe(403)
    expectNothingHappened()
  })

  test('is run with --allow-commands, once it is confirmed', async () => {
    const shown = await view({ allowCommands: true })
    expect((await askWith(shown, program())).status).toBe(403)
    expect((await standing(shown, program())).does.en).toContain(`"sh" "-c" "touch ${trace}"`)
    expectNothingHappened()
    expect(await confirm(shown, program())).toBe(204)
    expect((await askWith(shown, program())).status).toBe(502)
    expect(existsSync(trace)).toBe(true)
  })

  test('is run without a question where --allow-commands and --embed name it', async () => {
    const shown = await view({ allowCommands: true, embed: [program()] })
    expect((await askWith(shown, program())).status).toBe(502)
    expect(existsSync(trace)).toBe(true)
  })
})

describe('a key', () => {
  test.each(['SECRET', 'OPENAI_API_KEY', 'PATH'])(
    'in a variable that only the spec names is not sent, nor can that be confirmed: %s',
    async variable => {
      const shown = await view()
      const spec = served(`&keyEnv=${variable}`)
      const { state, reason, why } = await standing(shown, spec)
      expect({ state, reason }).toEqual({ state: 'refused', reason: 'key' })
      for (const words of [why.en, why.zh]) expect(words).toContain(`--key-env ${variable}`)
      expect(await confirm(shown, spec)).toBe(403)
      expectNothingHappened()
    },
  )

  test('in a variable that --key-env names is sent once that is confirmed', async () => {
    const shown = await view({ keyVariables: ['SECRET'] })
    const spec = served('&keyEnv=SECRET')
    expect((await askWith(shown, spec)).status).toBe(403)
    expect((await standing(shown, spec)).does.en).toBe(
      `Sends every text to ${server.url}/v1, with the key in SECRET.`,
    )
    expectNothingHappened()
    await confirm(shown, spec)
    expect((await askWith(shown, spec)).status).toBe(200)
    expect(server.requests[0].headers.authorization).toBe(`Bearer ${canary}`)
  })

  test('in a variable that a named spec names is sent without a question', async () => {
    const spec = served('&keyEnv=SECRET')
    const shown = await view({ embed: [spec] })
    expect((await askWith(shown, spec)).status).toBe(200)
    expect((await askWith(shown, `${spec}&maxBatch=2`)).status).toBe(403)
    expect(server.requests.length).toBe(1)
  })

  test("of a vendor needs no name where it goes to that vendor's own address", async () => {
    const shown = await view()
    for (const [host, state] of [
      ['https://api.jina.ai/v1', 'unconfirmed'],
      ['https://api.jina.ai.example/v1', 'refused'],
      ['http://api.jina.ai/v1', 'refused'],
      ['https://api.jina.ai:8443/v1', 'refused'],
      ['https://api.openai.com/v1', 'refused'],
    ])
      expect(
        (await standing(shown, `openai-compatible:m?baseURL=${host}&keyEnv=JINA_API_KEY`)).state,
        host,
      ).toBe(state)
  })
})

describe('the page', () => {
  test('is told what is wrong with what is no model', async () => {
    const { ask } = await view()
    for (const [spec, message] of [
      ['nothing', 'is not a model'],
      ['openai-compatible:m', 'expected the option baseURL'],
      ['openai-compatible:m?baseURL=file:///etc/passwd', 'not an http or https address'],
      ["command:sh -c 'x", 'not closed'],
      ['jina:jina-embeddings-v3?key=x', 'has the option "key"'],
    ]) {
      const answer = await ask('standing', { body: { embed: [spec] } })
      expect(answer.status, spec).toBe(400)
      expect(JSON.parse(answer.body).error.message).toContain(message)
    }
  })
})
