import { parentPort, workerData } from 'node:worker_threads'
import { campaign } from './campaign.ts'
import { targets } from './targets.ts'

const { name, ...options } = workerData as {
  name: string
  seed: number
  from: number
  count: number
  folder: string
}
const target = targets.find(each => each.name === name)!

const result = await campaign(target, options, at => parentPort!.postMessage({ at }))
parentPort!.postMessage({ result })
