/**
 * The action: brings the answers of earlier runs, runs `numeracy check`, and says what came of it in the log, beside
 * the job, in its summary and in one comment on the pull request. It runs as it stands, with nothing installed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { messageOf } from '../src/base/error.ts'
import { cacheService } from './cache-service.ts'
import { commentBody, markerOf, type Payload, placeOf, writeComment } from './comment.ts'
import { type Inputs, inputsOf } from './inputs.ts'
import { hashOf, keptAnswers, restoreAnswers } from './kept-answers.ts'
import { type Outcome, outcomeOf, unchecked } from './outcome.ts'
import { environmentOfCheck, installedProgram, installProgram, run } from './program.ts'
import { type Runner, runnerOf } from './runner.ts'

const { env } = process
const write = (text: string) => void process.stdout.write(text)
const runner = runnerOf(env, write)

try {
  process.exitCode = (await main(inputsOf(env))) ? 0 : 1
} catch (error) {
  runner.setOutput('passed', 'false')
  runner.say('error', messageOf(error))
  process.exitCode = 1
}

/** @returns whether all gates passed */
async function main(inputs: Inputs): Promise<boolean> {
  const workspace = env.GITHUB_WORKSPACE ?? process.cwd()
  const folder = resolve(workspace, inputs.workingDirectory)
  const check = join(inputs.workingDirectory, inputs.config).replaceAll('\\', '/')
  const temporary = join(env.RUNNER_TEMP ?? workspace, 'numeracy', encodeURIComponent(check))
  mkdirSync(temporary, { recursive: true })
  const isFound = await broughtAnswers(inputs, { folder, check, temporary })
  runner.setOutput('cache-hit', String(isFound))

  const files = {
    result: join(temporary, 'numeracy.json'),
    junit: join(temporary, 'numeracy.xml'),
    report: join(temporary, 'report'),
  }
  const args = [
    'check',
    '--json',
    ...['--config', inputs.config, '--junit', files.junit],
    ...(inputs.report ? ['--out', files.report, '--force'] : []),
    ...(inputs.fresh ? ['--fresh'] : []),
    ...(inputs.maxRequests === null ? [] : ['--max-requests', inputs.maxRequests]),
    ...(inputs.maxTokens === null ? [] : ['--max-tokens', inputs.maxTokens]),
  ]
  const outcome = await checked(inputs, { args, folder, temporary })
  if (outcome.json !== null) writeFileSync(files.result, outcome.json)
  report(outcome, runner)
  runner.setOutput('passed', String(outcome.passed))
  runner.setOutput('failed-gates', JSON.stringify(outcome.failedGates))
  runner.setOutput('unclear-gates', JSON.stringify(outcome.unclearGates))
  runner.setOutput('result', outcome.json !== null ? files.result : '')
  runner.setOutput('junit', outcome.json !== null ? files.junit : '')
  runner.setOutput('report', outcome.json !== null && inputs.report ? files.report : '')
  runner.setOutput('comment-url', await commented(outcome, inputs, check))
  return outcome.passed
}

/** What the check came to; where it cannot even begin, that stands in the summary and in the comment as well. */
async function checked(
  inputs: Inputs,
  {
    args,
    folder,
    temporary,
  }: { readonly args: readonly string[]; readonly folder: string; readonly temporary: string },
): Promise<Outcome> {
  try {
    const program = installedProgram(folder) ?? (await installed(inputs, temporary))
    return outcomeOf(
      await runner.folded(`numeracy check --config ${inputs.config}`, () =>
        run(process.execPath, [program, ...args], { cwd: folder, env: environmentOfCheck(env), write }),
      ),
    )
  } catch (error) {
    return unchecked(messageOf(error))
  }
}

function report({ text, annotations, markdown }: Outcome, { log, commands, addSummary }: Runner): void {
  log(text)
  commands(annotations)
  addSummary(markdown)
}

/** Brings the answers of earlier runs; what goes wrong costs requests, and nothing else. */
async function broughtAnswers(
  inputs: Inputs,
  {
    folder,
    check,
    temporary,
  }: { readonly folder: string; readonly check: string; readonly temporary: string },
): Promise<boolean> {
  if (!inputs.cache || inputs.fresh) return false
  const service = cacheService(env, milliseconds => setTimeout(milliseconds))
  if (service === null) {
    runner.log('This runner has no cache service: answers are kept for this job alone.')
    return false
  }
  const kept = keptAnswers(resolve(folder, env.NUMERACY_CACHE ?? '.numeracy'), check)
  let isFound = false
  try {
    isFound = await restoreAnswers(kept, service, temporary)
    runner.log(
      isFound ? 'The answers of an earlier run are here.' : 'No answers of an earlier run were brought.',
    )
  } catch (error) {
    runner.say(
      'warning',
      `The answers of earlier runs could not be brought, and are asked for again: ${messageOf(error)}`,
    )
  }
  runner.setState('answers', JSON.stringify({ kept, earlier: await hashOf(kept.file), temporary }))
  return isFound
}

async function installed({ version, packages }: Inputs, temporary: string): Promise<string> {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const own = (JSON.parse(manifest) as { version: string }).version
  const wanted = { version: version ?? own, packages }
  return runner.folded(`npm install numeracy@${wanted.version}`, () =>
    installProgram(join(temporary, 'package'), wanted, environmentOfCheck(env), write),
  )
}

/** @returns the address of the comment; empty where there is none */
async function commented({ markdown }: Outcome, { comment, token }: Inputs, check: string): Promise<string> {
  if (!comment) return ''
  const path = env.GITHUB_EVENT_PATH
  const payload = path ? (JSON.parse(readFileSync(path, 'utf8')) as Payload) : {}
  const place = placeOf(env, payload)
  if (place === null) return ''
  if (token === null) {
    runner.say(
      'warning',
      'No comment was written: the input token is empty. Leave it out for the token of the job.',
    )
    return ''
  }
  const marker = markerOf(check)
  try {
    return await writeComment(place, token, { marker, body: commentBody(marker, markdown, footer(payload)) })
  } catch (error) {
    runner.say('warning', `No comment was written: ${messageOf(error)}`)
    return ''
  }
}

/** Which commit was checked, and where the log is. */
function footer({ pull_request }: Payload): string {
  const {
    GITHUB_SERVER_URL: server,
    GITHUB_REPOSITORY: repository,
    GITHUB_RUN_ID: id,
    GITHUB_SHA: sha = '',
  } = env
  const commit = pull_request?.head?.sha ?? sha
  return `<sub>${commit.slice(0, 7)} · [log](${server}/${repository}/actions/runs/${id})</sub>`
}
