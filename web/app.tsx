import { effect } from '@preact/signals'
import { pairedSeries, titleOf, titleOfRuns } from '../src/report/summary.ts'
import { ConsentDialog } from './parts/consent-dialog.tsx'
import { DropTarget } from './parts/drop-target.tsx'
import { Header } from './parts/header.tsx'
import { TermTip } from './parts/term-tip.tsx'
import { Article } from './sections/article.tsx'
import { Ask } from './sections/ask/ask.tsx'
import { Cases } from './sections/cases.tsx'
import { Compare } from './sections/compare/compare.tsx'
import { Findings } from './sections/findings.tsx'
import { Lesson } from './sections/lesson.tsx'
import { Live } from './sections/live/live.tsx'
import { Method } from './sections/method.tsx'
import { Models } from './sections/models/models.tsx'
import { Same } from './sections/same/same.tsx'
import { Search } from './sections/search/search.tsx'
import { SeriesSection } from './sections/series/series-view.tsx'
import { Top } from './sections/top.tsx'
import { Words } from './sections/words.tsx'
import { Zero } from './sections/zero.tsx'
import { language, spoken } from './state/language.ts'
import { isLive } from './state/live.ts'
import { hasSeveralRuns } from './state/models.ts'
import { chosen, runs } from './state/runs.ts'

effect(() => {
  const [first, ...others] = runs.value
  if (first === undefined) return
  document.title =
    others.length === 0 ? titleOf(first.run, language.value) : titleOfRuns(runs.value, language.value)
})

/** The report as a page to work with. */
export function App() {
  const named = chosen.value
  const words = spoken(appWords)
  return (
    <>
      <Header />
      <main>
        {named === null ? (
          <p class="lede empty-page">{isLive ? words.emptyLive : words.empty}</p>
        ) : (
          <>
            {hasSeveralRuns.value && (
              <>
                <Models />
                <Compare />
              </>
            )}
            <Top named={named} />
            <Search run={named.run} />
            <Same run={named.run} />
            {pairedSeries(named.run).length > 0 && <Lesson />}
            <SeriesSection run={named.run} />
            <Findings run={named.run} />
            <Article run={named.run} />
            <Zero run={named.run} />
            <Cases run={named.run} />
            <Ask run={named.run} />
            {!hasSeveralRuns.value && <Compare />}
            <Words />
            <Method named={named} />
          </>
        )}
        {isLive && <Live />}
        <TermTip />
      </main>
      <ConsentDialog />
      <footer>
        <DropTarget />
      </footer>
    </>
  )
}

const appWords = {
  en: {
    empty: 'There is no run here yet. Drop a run file on the page.',
    emptyLive: 'There is no run here yet. Probe a model below, or drop a run file on the page.',
  },
  zh: {
    empty: '这里还没有运行。请把运行文件拖到页面上。',
    emptyLive: '这里还没有运行。可在下方探测一个模型，或把运行文件拖到页面上。',
  },
}
