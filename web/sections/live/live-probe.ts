import { signal } from '@preact/signals'
import type { Event as ProbeEvent } from '../../../src/base/events.ts'
import { decodeFloats } from '../../../src/base/float-codec.ts'
import type { Translations } from '../../../src/findings/finding.ts'
import { address } from '../../state/address.ts'
import { inEach } from '../../state/language.ts'
import { isLive } from '../../state/live.ts'
import { type Problem, type SentError, sentProblem } from '../../state/problem.ts'

/** A matrix as far as it is answered. */
export interface GrowingMatrix {
  readonly series: string
  readonly model: string
  readonly prompt: string | null
  readonly rows: number
  readonly columns: number
  /** Row-major; NaN where nothing is answered yet. */
  readonly cells: Float64Array
}

/** The probe that the server runs for the page, as its events report it. */
export const liveProbe = {
  running: signal(false),
  stopped: signal(false),
  /** What is going on, in a line. */
  progress: signal<Translations | null>(null),
  problem: signal<Problem | null>(null),
  matrices: signal<readonly GrowingMatrix[]>([]),
}

interface SentMatrix extends Omit<GrowingMatrix, 'cells'> {
  readonly data: string
}

if (isLive) follow(new EventSource('events'))

function follow(source: EventSource): void {
  const on = <Data>(type: string, act: (data: Data) => void) =>
    source.addEventListener(type, event => act(JSON.parse(event.data || '{}') as Data))
  const { running, stopped, progress, problem, matrices } = liveProbe
  const begin = () => {
    running.value = true
    stopped.value = false
    problem.value = null
  }
  on<{ readonly running: boolean }>('state', state => {
    if (state.running) begin()
    else running.value = false
  })
  on<ProbeEvent>('answers', event => {
    if (event.type === 'answers') progress.value = inEach(progressWords, words => words.answers(event))
  })
  on<ProbeEvent>('measured', event => {
    if (event.type === 'measured') progress.value = inEach(progressWords, words => words.measured(event))
  })
  on<SentMatrix>('matrix', ({ data, ...about }) => {
    const cells = decodeFloats(data, 'float32')
    const isSame = (other: GrowingMatrix) =>
      other.series === about.series && other.model === about.model && other.prompt === about.prompt
    matrices.value = [...matrices.value.filter(other => !isSame(other)), { ...about, cells }]
  })
  on('stopped', () => {
    running.value = false
    stopped.value = true
  })
  on<{ readonly error: SentError }>('failed', ({ error }) => {
    running.value = false
    problem.value = sentProblem(error)
  })
  on<{ readonly name: string }>('finished', ({ name }) => {
    address({ run: name, series: null, models: null, pair: null, x: null, at: 'scores' })
    location.reload()
  })
  on('runs', () => {
    if (!running.value) location.reload()
  })
}

type Of<Type extends ProbeEvent['type']> = Extract<ProbeEvent, { readonly type: Type }>

const progressWords = {
  en: {
    answers: ({ model, done, total, unit }: Of<'answers'>) => `${model}: ${done} of ${total} ${unit}`,
    measured: ({ done, total, label }: Of<'measured'>) => `${done} of ${total} scored ${label}`.trim(),
  },
  zh: {
    answers: ({ model, done, total, unit }: Of<'answers'>) =>
      `${model}：${done} / ${total} ${{ texts: '个文本', pairs: '对' }[unit]}`,
    measured: ({ done, total }: Of<'measured'>) => `已评分 ${done} / ${total}`,
  },
}
