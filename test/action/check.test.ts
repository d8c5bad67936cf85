import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { byRunner, type Github, github } from './fixtures/github.ts'
import { type Job, job, metadata } from './fixtures/job.ts'

const config = (min: number) => `models: { encoder: { embed: 'bundled:use-lite' } }
series: ['1..12']
experiments: [pairs]
gates:
  - { measure: concordance, series: '1..12', min: 0.1 }
  - { measure: concordance, series: '1..12', min: ${min}, point: true }
`

/** A command that has checked two gates already. */
const passing = `const gate = { model: 'm', outcome: 'pass', value: 1, interval: null, bound: 0, message: 'got 1.' }
process.stdout.write(JSON.stringify({ format: 'numeracy-check', version: 1, passed: true, gates: [
  { ...gate, gate: 'a' }, { ...gate, gate: 'b' } ] }))
`

let server: Github
let repository: Job
/** Another repository, whose check takes no time. */
let quick: Job

beforeAll(async () => {
  server = await github()
  repository = job(config(0.2))
  quick = job(config(0.2), passing)
})
afterAll(async () => {
  repository.dispose()
  quick.dispose()
  await server.close()
})
beforeEach(() => {
  server.fault = null
  server.requests.length = 0
  server.comments.length = 0
})

function demand(min: number): void {
  writeFileSync(join(repository.workspace, 'numeracy.config.yaml'), config(min))
}

describe('the action on a pull request, with nothing installed for itself', () => {
  test('passes, says so in log, summary, comment and outputs, and keeps the answers', async () => {
    demand(0.2)
    server.cached.clear()
    repository.clean()
    const step = await repository.step(server)
    expect(step.code, step.log).toBe(0)
    expect(step.log).toContain('2 of 2 gates passed.')
    expect(step.summary).toContain('### numeracy: 2 of 2 gates passed.')
    expect(server.comments.map(({ body }) => body)).toEqual([
      expect.stringMatching(/^<!-- numeracy check: .+ -->\n### numeracy: 2 of 2 gates passed\.\n/),
    ])
    expect(server.comments[0].body).toContain(
      '<sub>0123456 · [log](https://github.example/acme/shop/actions/runs/4711)</sub>',
    )
    const { outputs } = step
    expect(Object.keys(outputs).sort()).toEqual(Object.keys(metadata.outputs).sort())
    expect(outputs).toMatchObject({
      passed: 'true',
      'failed-gates': '[]',
      'cache-hit': 'false',
      'comment-url': server.comments[0].html_url,
    })
    expect(JSON.parse(readFileSync(outputs.result, 'utf8'))).toMatchObject({
      format: 'numeracy-check',
      passed: true,
    })
    expect(readFileSync(outputs.junit, 'utf8')).toContain('<testsuite name="numeracy" tests="2"')
    for (const file of ['report.html', 'run.json']) expect(existsSync(join(outputs.report, file))).toBe(true)
    expect(server.cached.size).toBe(1)
    expect(step.everything).not.toContain('canary')
  })

  test('finds the answers in the next job, and does not keep them twice', async () => {
    demand(0.2)
    await repository.step(server)
    const before = [...server.cached.keys()]
    expect(before).toHaveLength(1)
    repository.clean()
    const step = await repository.step(server)
    expect(step.outputs['cache-hit']).toBe('true')
    expect(step.log).toContain('No answers came that were not kept before.')
    expect([...server.cached.keys()]).toEqual(before)
    const run = JSON.parse(readFileSync(join(step.outputs.report, 'run.json'), 'utf8'))
    expect(run.session).toMatchObject({ requests: 0 })
  })

  test('fails where a gate does, and writes the comment of before again', async () => {
    demand(0.2)
    await repository.step(server)
    demand(0.999)
    const step = await repository.step(server)
    expect(step.code).toBe(1)
    expect(step.log).toMatch(/^::error title=encoder%3A 1\.\.12\/concordance at least 0\.999::got 0\.\d+/m)
    expect(step.outputs.passed).toBe('false')
    expect(JSON.parse(step.outputs['failed-gates'])).toEqual(['encoder, 1..12/concordance at least 0.999'])
    expect(server.comments).toHaveLength(1)
    expect(server.comments[0].body).toContain('### numeracy: 1 of 2 gates passed, 1 failed.')
  })

  test('finds its comment behind a hundred others, removes a second one, and takes no one else’s for its own', async () => {
    await quick.step(server)
    const [{ body }] = server.comments
    const marked = (id: number) => byRunner(id, body.replace('2 of 2', 'old'))
    const author = { ...marked(500), author_association: 'CONTRIBUTOR', user: { type: 'User' } }
    const quoted = byRunner(501, `> ${body}`)
    const others = Array.from({ length: 120 }, (_, at) => byRunner(at + 1, 'hello'))
    server.comments.splice(0, 1, author, quoted, ...others, marked(601), marked(602))
    await quick.step(server)
    expect(server.comments.filter(each => each.body === body).map(({ id }) => id)).toEqual([601])
    expect(server.comments.map(({ id }) => id)).not.toContain(602)
    expect(author.body).toContain('old')
  })

  test.each([
    [403, 'Give the job `permissions: { contents: read, pull-requests: write }`'],
    [404, 'a pull request from a fork has no more than read'],
    [502, 'Run the job again later'],
  ])('warns and does not fail where the comment is refused with status %i', async (status, advice) => {
    server.fault = { path: /^\/repos\//, status }
    const step = await quick.step(server)
    expect(step.code).toBe(0)
    expect(step.log).toMatch(
      /^::warning title=numeracy::No comment was written: GitHub answered with status/m,
    )
    expect(step.log).toContain(advice)
    expect(step.outputs['comment-url']).toBe('')
    expect(step.everything).not.toContain('canary')
  })

  test('asks again where the cache is refused, and says so', async () => {
    quick.clean()
    server.fault = { path: /GetCacheEntryDownloadURL/, status: 400 }
    const step = await quick.step(server)
    expect(step.code).toBe(0)
    expect(step.log).toContain('::warning title=numeracy::The answers of earlier runs could not be brought')
    expect(step.everything).not.toContain('canary')
  })

  test('writes no comment where an event has no pull request, nor where none is wanted', async () => {
    await quick.step(server, { event: { ref: 'refs/heads/main' } })
    await quick.step(server, { inputs: { comment: 'false', report: 'false' } })
    expect(server.requests.filter(request => request.includes('/repos/'))).toEqual([])
  })

  test('leaves the cache alone where everything is asked again', async () => {
    const step = await quick.step(server, { inputs: { fresh: 'true', report: 'false' } })
    expect(step.code, step.log).toBe(0)
    expect(server.requests.filter(request => request.includes('twirp'))).toEqual([])
  })

  test('says what is wrong with the config file, everywhere that a result would stand', async () => {
    writeFileSync(join(repository.workspace, 'numeracy.config.yaml'), 'gatess: []\n')
    const step = await repository.step(server)
    expect(step.code).toBe(1)
    expect(step.outputs).toMatchObject({ passed: 'false', result: '', report: '' })
    for (const text of [step.log, step.summary, server.comments[0].body]) expect(text).toContain('gatess')
  })

  test.each([
    [{ fresh: 'yes' }, 'The input fresh: got "yes"; expected true or false.'],
    [{ 'max-requests': '-1' }, 'The input max-requests: got "-1"; expected a whole number'],
    [{ packages: 'a; rm -rf' }, 'The input packages: got "a;"; expected the names of npm packages'],
    [{ version: '1 || 2' }, 'The input version: got "1 || 2"; expected a version'],
  ])('refuses %j', async (inputs, message) => {
    const step = await quick.step(server, { inputs })
    expect(step.code).toBe(1)
    expect(step.log).toContain(`::error title=numeracy::${message}`)
  })
})

describe('what an action runs', () => {
  test('gets no token of the job, cannot command the runner, and is no terminal', async () => {
    const program = `import { writeFileSync } from 'node:fs'
process.stderr.write('::warning::from the program\\n')
writeFileSync('seen.json', JSON.stringify({ env: process.env, isTTY: process.stdout.isTTY ?? false }))
process.stdout.write(JSON.stringify({ format: 'numeracy-check', version: 1, passed: false, gates: [
  { gate: 'g', model: '@team', outcome: 'fail', value: 0, interval: null, bound: 1, message: 'a\\n::error::b' } ] }))
process.exitCode = 1
`
    const other = job(config(0.2), program)
    try {
      const step = await other.step(server, { env: { JINA_API_KEY: 'kept' } })
      const { env, isTTY } = JSON.parse(readFileSync(join(other.workspace, 'seen.json'), 'utf8'))
      expect(JSON.stringify(env)).not.toContain('canary')
      expect(env).toMatchObject({ JINA_API_KEY: 'kept', CI: 'true', HOME: '/proc' })
      for (const name of ['GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_OUTPUT', 'ACTIONS_RESULTS_URL'])
        expect(env).not.toHaveProperty(name)
      expect(isTTY).toBe(false)
      expect(obeyed(step.log)).toEqual(['::error title=@team%3A g::a%0A::error::b'])
      expect(server.comments[0].body).toContain('@\u200bteam')
    } finally {
      other.dispose()
    }
  })

  test('is installed by npm where the repository has none, in the version of the action', async () => {
    const other = job(config(0.2), null)
    try {
      // What npm would leave behind, with what it was called with.
      const npm = join(other.workspace, 'bin', 'npm')
      const { mkdirSync, chmodSync } = await import('node:fs')
      mkdirSync(join(other.workspace, 'bin'))
      const made = 'mkdir -p node_modules/numeracy && cd node_modules/numeracy'
      writeFileSync(
        npm,
        `#!/bin/sh\necho "$@" > "${other.workspace}/called"\n[ "$FAIL" ] && exit 7\n${made}\necho '{"bin":"p.cjs"}' > package.json\necho 'console.error(JSON.stringify({error:{code:"usage",message:"reached"}}));process.exit(2)' > p.cjs\n`,
      )
      chmodSync(npm, 0o755)
      const PATH = `${join(other.workspace, 'bin')}:/usr/bin:/bin`
      const step = await other.step(server, {
        env: { PATH },
        inputs: { packages: '@huggingface/transformers@4.3.1' },
      })
      const { version } = JSON.parse(
        readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'),
      )
      const called = readFileSync(join(other.workspace, 'called'), 'utf8')
      expect(called).toContain(`numeracy@${version} @huggingface/transformers@4.3.1`)
      expect(called).toContain('--ignore-scripts')
      expect(step.log).toContain('::error title=numeracy::Nothing was checked: reached')
      const failing = await other.step(server, { env: { PATH, FAIL: '1' } })
      expect(failing.code).toBe(1)
      expect(server.comments).toHaveLength(1)
      expect(server.comments[0].body).toContain('failed with code 7')
    } finally {
      other.dispose()
    }
  })
})

/** The commands of a log that a runner obeys. */
function obeyed(log: string): string[] {
  let end: string | null = null
  return log.split('\n').filter(line => {
    if (end !== null) {
      if (line === `::${end}::`) end = null
      return false
    }
    const stop = /^::stop-commands::(.+)$/.exec(line)
    if (stop !== null) end = stop[1]
    return stop === null && /^::(?:error|warning|notice|set-|add-)/.test(line)
  })
}
