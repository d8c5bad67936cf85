/** After the job: keeps the answers that came, also of a check that failed or was stopped. */
import { mkdirSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { messageOf } from '../src/base/error.ts'
import { cacheService } from './cache-service.ts'
import { type KeptAnswers, saveAnswers } from './kept-answers.ts'
import { runnerOf } from './runner.ts'

const { env } = process
const runner = runnerOf(env, text => void process.stdout.write(text))
const service = cacheService(env, milliseconds => setTimeout(milliseconds))
const said = {
  saved: 'The answers are kept for later runs.',
  unchanged: 'No answers came that were not kept before.',
  none: 'There are no answers to keep.',
  refused: 'The answers are not kept: another job keeps the same, or this one may only read.',
} as const

if (env.STATE_answers && service !== null) {
  try {
    const { kept, earlier, temporary } = JSON.parse(env.STATE_answers) as {
      kept: KeptAnswers
      earlier: string
      temporary: string
    }
    mkdirSync(temporary, { recursive: true })
    runner.log(said[await saveAnswers(kept, service, { earlier, temporary })])
  } catch (error) {
    runner.say('warning', `The answers could not be kept for later runs: ${messageOf(error)}`)
  }
}
