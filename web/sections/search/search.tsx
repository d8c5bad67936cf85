import { useMemo } from 'preact/hooks'
import { searchFailures } from '../../../src/findings/search-failures.ts'
import { searchFigures, searchRowsOf } from '../../../src/plots/search.ts'
import type { Run } from '../../../src/store/run.ts'
import { ModelChoice } from '../../parts/model-choice.tsx'
import { Section } from '../../parts/section.tsx'
import { FigureView } from '../../plot/figure-view.tsx'
import { language, spoken } from '../../state/language.ts'
import { chosenModel } from '../../state/model.ts'
import { DomainTable } from './domain-table.tsx'
import { Failures } from './failures.tsx'
import { PartTable } from './part-table.tsx'

/** How a model searches by numbers: what each kind of question gets, where, and what failed. Of one model at a time. */
export function Search({ run }: { readonly run: Run }) {
  const words = spoken(searchWords)
  const spokenLanguage = language.value
  const all = useMemo(() => Map.groupBy(run.search ?? [], ({ model }) => model), [run])
  const models = useMemo(
    () => [...all.keys()].filter(model => searchRowsOf(run, model).length > 0).map(model => ({ model })),
    [run, all],
  )
  const chosen = chosenModel(models)?.model ?? null
  const own = useMemo(
    () => ({ ...run, uses: (run.uses ?? []).filter(({ model }) => model === chosen) }),
    [run, chosen],
  )
  const figures = useMemo(() => searchFigures(own, spokenLanguage), [own, spokenLanguage])
  const failures = useMemo(() => searchFailures(all.get(chosen ?? '') ?? []), [all, chosen])
  if (chosen === null) return null
  const questions = all.get(chosen)!
  return (
    <Section
      id="search"
      title={words.title}
      about={words.about(questions.length, questions[0].candidates.length)}
    >
      <ModelChoice run={run} models={models} chosen={chosen} />
      <div class="panels search-scores">
        <div>
          {figures.map(figure => (
            <FigureView key={chosen} figure={figure} />
          ))}
        </div>
        <div>
          <DomainTable uses={own.uses} />
        </div>
      </div>
      <PartTable uses={own.uses} />
      <Failures key={chosen} failures={failures} questions={questions} />
    </Section>
  )
}

const searchWords = {
  en: {
    title: 'Search by a number',
    about: (questions: number, candidates: number) =>
      `${questions} questions, each put to ${candidates} records that look alike: made by rule from a seed, about cables, flats, invoices and more. Keyword search (BM25) answers the same questions.`,
  },
  zh: {
    title: '按数字检索',
    about: (questions: number, candidates: number) =>
      `${questions} 个问题，每个向 ${candidates} 条彼此相似的记录提问：按规则由种子生成，内容有线缆、公寓、发票等。关键词检索（BM25）回答同样的问题。`,
  },
}
