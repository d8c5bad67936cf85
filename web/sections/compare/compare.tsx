import { useSignal } from '@preact/signals'
import { useCallback, useEffect, useRef } from 'preact/hooks'
import type { Event } from '../../../src/base/events.ts'
import type { Comparison } from '../../../src/findings/comparison/comparison.ts'
import { entrantsOf, type NamedRun } from '../../../src/findings/comparison/entrants.ts'
import { measureCatalogue } from '../../../src/measures/catalogue.ts'
import { compare as compareRuns } from '../../../src/usecases/compare.ts'
import { Choice } from '../../parts/choice.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Section } from '../../parts/section.tsx'
import { address, addressed } from '../../state/address.ts'
import { language, spoken } from '../../state/language.ts'
import { useBeforePrint } from '../../state/print.ts'
import { type Problem, problemIn } from '../../state/problem.ts'
import { runs } from '../../state/runs.ts'
import { Differences } from './differences.tsx'
import { Multiples } from './multiples.tsx'
import { Ranks } from './ranks.tsx'

const measures = measureCatalogue.filter(({ weighted }) => weighted !== undefined).map(({ id }) => id)

/** Every model of every run of the page beside the others: ranks, paired differences, small multiples. */
export function Compare() {
  const words = spoken(compareWords)
  const all = runs.value
  const entrants = entrantsOf(all, language.value)
  const labels = new Map(entrants.map(({ id, label }) => [id, label]))
  const measure = measures.find(each => each === addressed('measure')) ?? 'concordance'
  const place = useRef<HTMLDivElement>(null)
  const near = useSignal(false)
  useEffect(() => {
    const observer = new IntersectionObserver(entries => {
      near.value ||= entries.some(({ isIntersecting }) => isIntersecting)
    })
    if (place.current !== null) observer.observe(place.current)
    return () => observer.disconnect()
  }, [near])
  const { comparison: found, progress, problem, finish } = useComparison(near.value ? all : [], all, measure)
  const comparison = found && {
    ...found,
    entrants: found.entrants.map(each => ({ ...each, label: labels.get(each.id) ?? each.label })),
  }
  useBeforePrint(finish)
  if (entrants.length < 2) return null
  return (
    <Section
      id="compare"
      title={words.title}
      about={words.about(entrants.length, all.length)}
      hint={words.drop}
    >
      <div ref={place}>
        <Choice
          label={words.measure}
          options={measures.map(id => ({ value: id, text: id }))}
          value={measure}
          onChange={id => address({ measure: id === 'concordance' ? null : id })}
        />
        <p class="paper-only about">
          {words.measure}: {measure}
        </p>
        {problem !== null && <ProblemNote problem={problem} />}
        {comparison === null ? (
          problem === null && (
            <p class="about" aria-live="polite">
              {words.busy(progress)}
            </p>
          )
        ) : (
          <>
            <Ranks comparison={comparison} />
            <Differences comparison={comparison} />
          </>
        )}
        <h3>{words.multiples}</h3>
        <p class="about">{words.aboutMultiples}</p>
        <Multiples runs={all} />
      </div>
    </Section>
  )
}

/**
 * Compares when it is first needed, series by series, so that the page stays usable meanwhile; on the way to paper
 * without any pause.
 * @param wanted the runs, once they are to be compared
 */
function useComparison(wanted: readonly NamedRun[], all: readonly NamedRun[], measure: string) {
  const comparison = useSignal<Comparison | null>(null)
  const progress = useSignal(0)
  const problem = useSignal<Problem | null>(null)
  const compare = useCallback(
    async (runs: readonly NamedRun[], about: { readonly signal: AbortSignal; readonly pause?: Pause }) => {
      try {
        const listen = (event: Event) => {
          if (event.type === 'measured') progress.value = event.done / event.total
        }
        const done = await compareRuns(runs, { measure, seed: 1, listen, ...about })
        if (!about.signal.aborted) comparison.value = done
      } catch (error) {
        if (!about.signal.aborted) problem.value = problemIn(error)
      }
    },
    [measure, comparison, progress, problem],
  )
  useEffect(() => {
    if (entrantsOf(wanted).length < 2) return
    comparison.value = null
    problem.value = null
    progress.value = 0
    const stop = new AbortController()
    compare(wanted, { signal: stop.signal, pause: pauses(stop.signal) })
    return () => stop.abort()
  }, [wanted, compare, comparison, progress, problem])
  const finish = useCallback(() => {
    const isOpen = comparison.value === null && problem.value === null
    if (isOpen && entrantsOf(all).length > 1) compare(all, { signal: new AbortController().signal })
  }, [all, compare, comparison, problem])
  return { comparison: comparison.value, progress: progress.value, problem: problem.value, finish }
}

type Pause = () => Promise<unknown>

/** Milliseconds without the pointer or a key after which nobody waits for an answer of the page. */
const rest = 100

/**
 * Lets the page answer and draw for as long as somebody is at work with it, and goes on at once where nobody is: a
 * timer alone would wait for 4 ms each time.
 */
function pauses(signal: AbortSignal): Pause {
  let touched = performance.now()
  const touch = () => {
    touched = performance.now()
  }
  for (const type of ['pointermove', 'pointerdown', 'wheel', 'keydown'])
    addEventListener(type, touch, { capture: true, passive: true, signal })
  return async () => {
    await new Promise(resolve => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = resolve
      port2.postMessage(null)
    })
    while (performance.now() - touched < rest) await new Promise(resolve => setTimeout(resolve, rest))
  }
}

const compareWords = {
  en: {
    title: 'Compare',
    about: (models: number, runs: number) =>
      `${models} models of ${runs === 1 ? 'this run' : `${runs} runs`}, series by series: differences on equal resamples of the documents, p adjusted for all comparisons (Holm).`,
    drop: 'Drop another run file anywhere on the page to add it; it does not leave this browser.',
    measure: 'Measure',
    busy: (share: number) => `Resampling… ${Math.round(100 * share)} %`,
    multiples: 'Every caret at a glance',
    aboutMultiples: 'Of one series all embedders share one scale; rerankers keep their own.',
  },
  zh: {
    title: '比较',
    about: (models: number, runs: number) =>
      `${runs === 1 ? '本次运行' : `${runs} 次运行`}的 ${models} 个模型，逐个序列比较：在相同的文档重抽样上求差，p 值按全部比较校正（Holm）。`,
    drop: '把另一个运行文件拖到页面任意处即可加入；它不会离开浏览器。',
    measure: '度量',
    busy: (share: number) => `重抽样中… ${Math.round(100 * share)} %`,
    multiples: '所有尖角图一览',
    aboutMultiples: '同一序列的向量模型共用一个纵轴；重排序模型各用自己的。',
  },
}
