import { parentPort } from 'node:worker_threads'
import { judgeHere } from '../measures/kept-judge.ts'
import type { Question } from './judge-threads.ts'

const judge = judgeHere()

// Questions come one after another and are answered in that order.
parentPort?.on('message', async ({ about, task }: Question) => {
  parentPort?.postMessage(about === 'model' ? await judge.model(task) : await judge.references(task))
})
