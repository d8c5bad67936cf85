import { parentPort } from 'node:worker_threads'
import { judgeHere } from '../measures/kept-judge.ts'
import type { Question } from './judge-threads.ts'

const judge = judgeHere()

// Questions come one after another and are answered in that order.
parentPort?.on('message', async (question: Question | null) => {
  if (question === null) parentPort?.close()
  else parentPort?.postMessage(await answerTo(question))
})

function answerTo(question: Question) {
  return question.about === 'model' ? judge.model(question.task) : judge[question.about](question.task)
}
