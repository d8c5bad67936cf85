import { articleTable } from '../../src/findings/article.ts'
import { entrantsOf } from '../../src/findings/comparison/entrants.ts'
import { hasScores, pairedSeries } from '../../src/report/summary.ts'
import type { Run } from '../../src/store/run.ts'
import { address } from '../state/address.ts'
import { type Appearance, appearance, appearances } from '../state/appearance.ts'
import { language, spoken } from '../state/language.ts'
import { isLive } from '../state/live.ts'
import { hasSeveralRuns } from '../state/models.ts'
import { chosen, runs, titles } from '../state/runs.ts'
import { Choice } from './choice.tsx'
import { PlaceLink } from './link.tsx'

/** What the page holds, which run is shown, in which language and light. */
export function Header() {
  const words = spoken(headerWords)
  const present = Object.keys(words.parts).filter(id => isPresent(id, chosen.value?.run ?? null))
  return (
    <header class="site-header">
      <p class="brand">numeracy</p>
      <nav aria-label={words.contents}>
        {present.map(id => (
          <PlaceLink to={id}>{words.parts[id]}</PlaceLink>
        ))}
      </nav>
      <div class="preferences">
        {runs.value.length > 1 && (
          <Choice
            label={words.run}
            options={[...titles.value].map(([value, text]) => ({ value, text }))}
            value={chosen.value?.name ?? ''}
            onChange={run => address({ run, series: null, models: null, pair: null, x: null })}
          />
        )}
        <button
          type="button"
          lang={language.value === 'en' ? 'zh-Hans' : 'en'}
          onClick={() => address({ lang: language.value === 'en' ? 'zh' : 'en' })}
        >
          {language.value === 'en' ? '中文' : 'English'}
        </button>
        <button
          type="button"
          aria-label={words.light(words.appearances[appearance.value])}
          onClick={() => {
            const next = appearances[(appearances.indexOf(appearance.value) + 1) % appearances.length]
            address({ theme: next === 'auto' ? null : next })
          }}
        >
          {words.appearances[appearance.value]}
        </button>
      </div>
    </header>
  )
}

/** Whether a part of the page has anything to show. */
function isPresent(id: string, run: Run | null): boolean {
  if (id === 'models') return hasSeveralRuns.value
  if (id === 'live') return isLive
  if (run === null) return false
  if (id === 'scores') return hasScores(run)
  if (id === 'series' || id === 'reading') return pairedSeries(run).length > 0
  if (id === 'zero') return run.matrices.some(({ experiment }) => experiment === 'zero')
  if (id === 'search') return run.search !== undefined
  if (id === 'same') return run.same !== undefined
  if (id === 'cases') return run.cases.length > 0
  if (id === 'article') return articleTable(run).length > 0
  return id !== 'compare' || entrantsOf(runs.value).length > 1
}

interface Words {
  readonly contents: string
  readonly run: string
  readonly light: (now: string) => string
  readonly appearances: Readonly<Record<Appearance, string>>
  /** The parts of the page that the contents lead to, by id. */
  readonly parts: Readonly<Record<string, string>>
}

const headerWords: { readonly en: Words; readonly zh: Words } = {
  en: {
    contents: 'Contents',
    run: 'Run',
    light: now => `Appearance: ${now}`,
    appearances: { auto: 'Auto', light: 'Light', dark: 'Dark' },
    parts: {
      models: 'Models',
      scores: 'Scores',
      search: 'Search',
      same: 'Merge',
      reading: 'Reading',
      series: 'Series',
      findings: 'Findings',
      article: 'Article',
      zero: 'Zero',
      cases: 'Cases',
      ask: 'Ask',
      compare: 'Compare',
      live: 'Live',
      method: 'Method',
    },
  },
  zh: {
    contents: '目录',
    run: '运行',
    light: now => `外观：${now}`,
    appearances: { auto: '自动', light: '浅色', dark: '深色' },
    parts: {
      models: '模型',
      scores: '成绩单',
      search: '检索',
      same: '合并',
      reading: '怎样读图',
      series: '序列',
      findings: '发现',
      article: '文章',
      zero: '零实验',
      cases: '难题',
      ask: '提问',
      compare: '比较',
      live: '实时',
      method: '方法',
    },
  },
}
