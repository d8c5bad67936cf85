import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Section } from '../../parts/section.tsx'
import { type AskedModel, confirmed, specsOf, standings } from '../../state/consent.ts'
import { inEach, spoken } from '../../state/language.ts'
import { post, read } from '../../state/live.ts'
import { type Problem, problemIn, problemOf } from '../../state/problem.ts'
import { LiveMatrix } from './live-matrix.tsx'
import { LivePicker } from './live-picker.tsx'
import { liveProbe } from './live-probe.ts'

/** What the server offers to probe. */
export interface Choices {
  readonly models: readonly AskedModel[]
  readonly series: readonly {
    readonly id: string
    readonly n: number
    readonly first: string
    readonly last: string
  }[]
}

/** Probes models from the page: the matrices fill in as answers arrive; it can be stopped, and goes on where it was. */
export function Live() {
  const words = spoken(liveWords)
  const choices = useSignal<Choices | null>(null)
  const models = useSignal<readonly string[]>([])
  const series = useSignal<readonly string[]>([])
  const problem = useSignal<Problem | null>(null)
  useEffect(() => {
    read<Choices>('choices').then(
      offered => {
        choices.value = offered
        models.value = offered.models.slice(0, 1).map(keyOf)
        series.value = offered.series.slice(0, 1).map(({ id }) => id)
      },
      error => {
        problem.value = problemIn(error)
      },
    )
  }, [choices, models, series, problem])
  const { running, progress, matrices, stopped } = liveProbe
  const start = async () => {
    problem.value = null
    const chosen = models.value.map(modelOf)
    try {
      const standing = await standings(chosen)
      const refused = standing.find(model => model.state === 'refused')
      if (refused !== undefined) problem.value = problemOf(refused.why)
      else if (await confirmed(standing)) await post('probe', { ...specsOf(chosen), series: series.value })
      else problem.value = problemOf(inEach(liveWords, ({ declined }) => declined))
    } catch (error) {
      problem.value = problemIn(error)
    }
  }
  const shown = problem.value ?? liveProbe.problem.value
  return (
    <Section id="live" title={words.title} about={words.about}>
      <div class="live">
        {choices.value !== null && (
          <LivePicker choices={choices.value} models={models} series={series} disabled={running.value} />
        )}
        <p class="actions">
          <button
            type="button"
            class="primary"
            disabled={running.value || models.value.length === 0 || series.value.length === 0}
            onClick={start}
          >
            {stopped.value ? words.goOn : words.start}
          </button>
          <button type="button" disabled={!running.value} onClick={() => post('stop', {}).catch(() => {})}>
            {words.stop}
          </button>
        </p>
        <div role="status">
          {shown !== null && <ProblemNote problem={shown} />}
          {running.value && <p>{progress.value === null ? words.waiting : spoken(progress.value)}</p>}
          {stopped.value && <p class="about">{words.stopped}</p>}
        </div>
        <div class="live-matrices">
          {matrices.value.map(matrix => (
            <LiveMatrix key={`${matrix.model} ${matrix.series} ${matrix.prompt}`} matrix={matrix} />
          ))}
        </div>
      </div>
    </Section>
  )
}

/** A model that can be chosen, as a text. */
export function keyOf({ kind, spec }: AskedModel): string {
  return JSON.stringify([kind, spec])
}

function modelOf(key: string): AskedModel {
  const [kind, spec] = JSON.parse(key) as [AskedModel['kind'], string]
  return { kind, spec }
}

const liveWords = {
  en: {
    title: 'Probe live',
    about:
      'Choose models and series and watch the matrices fill in as answers arrive. Every answer is kept: stop at any time, and continue later. The finished run is saved with the others and shown.',
    start: 'Start',
    goOn: 'Continue',
    stop: 'Stop',
    waiting: 'Asking…',
    declined: 'Nothing was asked.',
    stopped: 'Stopped. What was answered is kept.',
  },
  zh: {
    title: '实时探测',
    about:
      '选择模型和序列，随着答案到来，矩阵逐渐填满。每个答案都会保存：可随时停止，之后从原处继续。完成的运行与其他运行一起保存并显示。',
    start: '开始',
    goOn: '继续',
    stop: '停止',
    waiting: '询问中…',
    declined: '没有询问任何模型。',
    stopped: '已停止。已得到的答案都保存着。',
  },
}
