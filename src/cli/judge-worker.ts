import { parentPort } from 'node:worker_threads'
import { type JudgeTask, judgeHere } from '../measures/kept-judge.ts'

const judge = judgeHere()

// Tasks come one after another and are answered in that order.
parentPort?.on('message', async (task: JudgeTask) => {
  parentPort?.postMessage(await judge(task))
})
