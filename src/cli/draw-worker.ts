import { parentPort } from 'node:worker_threads'
import { type FigureDrawer, figureDrawer } from '../report/figure-drawer.ts'
import type { DrawQuestion } from './draw-thread.ts'

let drawer: FigureDrawer | undefined
let last: Promise<unknown> = Promise.resolve()

// While the pixels of one figure are made the next is drawn; the answers keep the order of the questions.
parentPort?.on('message', (question: DrawQuestion | null) => {
  if (question === null) parentPort?.close()
  else last = answer(question, last)
})

async function answer(question: DrawQuestion, before: Promise<unknown>): Promise<void> {
  if ('run' in question) drawer = figureDrawer(question.run, question.width)
  const drawn = 'run' in question ? true : drawer!.draw(question.at)
  await before
  parentPort?.postMessage(await drawn)
}
