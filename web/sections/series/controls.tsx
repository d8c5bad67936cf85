import { modelName } from '../../../src/findings/finding.ts'
import type { LagRuler } from '../../../src/plots/lag-axis.ts'
import type { Run, RunMatrix } from '../../../src/store/run.ts'
import { Choice } from '../../parts/choice.tsx'
import { Switch } from '../../parts/switch.tsx'
import { address } from '../../state/address.ts'
import { language, spoken } from '../../state/language.ts'
import type { PairStyle } from './caret-view.tsx'
import { showDomain } from './domain.ts'

interface Props {
  readonly run: Run
  readonly rulers: readonly LagRuler[]
  /** Whether the documents are evenly spaced, so that they have places. */
  readonly isEven: boolean
  readonly ruler: LagRuler
  readonly style: PairStyle
  readonly isCentred: boolean
  readonly domain: readonly [low: number, high: number]
  readonly whole: readonly [low: number, high: number]
  /** All that were asked on the series, and the places of those in sight. */
  readonly matrices: readonly RunMatrix[]
  readonly shown: readonly number[]
  /** What lies over the plots. */
  readonly over: readonly string[]
}

/** How the plots of a series are drawn. */
export function Controls(props: Props) {
  const { rulers, isEven, ruler, style, isCentred, over, domain, whole, matrices, shown, run } = props
  const words = spoken(controlWords)
  const named = (options: Readonly<Record<string, string>>, values: readonly string[]) =>
    values.map(value => ({ value, text: options[value] }))
  const toggled = (kind: string) => {
    const next = over.includes(kind) ? over.filter(each => each !== kind) : [...over, kind]
    address({ over: next.length === 0 ? null : next.join(' ') })
  }
  const zoomed = (factor: number) => {
    const middle = (domain[0] + domain[1]) / 2
    const half = ((domain[1] - domain[0]) / 2) * factor
    const next = [Math.max(whole[0], middle - half), Math.min(whole[1], middle + half)] as const
    showDomain(next[0] === whole[0] && next[1] === whole[1] ? null : next)
  }
  const isZoomed = domain[0] !== whole[0] || domain[1] !== whole[1]
  return (
    <div class="controls">
      <Switch
        label={words.as}
        options={named(words.styles, ['dots', 'density', 'rows'])}
        value={style}
        onChange={as => address({ as })}
      />
      <Switch
        label={words.ruler}
        options={named(isEven ? words.rulers : { ...words.rulers, lag: words.distance }, rulers)}
        value={ruler}
        onChange={next => address({ ruler: next === 'lag' ? null : next, x: null })}
      />
      <fieldset class="switch">
        <legend>{words.over}</legend>
        {['oracle', 'floor', ...(shown.length > 1 ? ['model'] : [])].map(kind => (
          <button type="button" aria-pressed={over.includes(kind)} onClick={() => toggled(kind)}>
            <span class={`swatch ${kind}`} aria-hidden="true" />
            {words.overlays[kind]}
          </button>
        ))}
      </fieldset>
      <fieldset class="switch">
        <legend>{words.similarity}</legend>
        <button
          type="button"
          aria-pressed={isCentred}
          onClick={() => address({ centred: isCentred ? null : 'yes' })}
        >
          {words.centred}
        </button>
      </fieldset>
      <fieldset class="switch">
        <legend>{words.range}</legend>
        <button type="button" aria-label={words.closer} onClick={() => zoomed(0.5)}>
          +
        </button>
        <button type="button" aria-label={words.wider} disabled={!isZoomed} onClick={() => zoomed(2)}>
          −
        </button>
        <button type="button" disabled={!isZoomed} onClick={() => showDomain(null)}>
          {words.all}
        </button>
      </fieldset>
      {matrices.length > shown.length &&
        shown.map((place, panel) => (
          <Choice
            label={words.panels[panel]}
            options={matrices.map(({ model, prompt }, at) => ({
              value: String(at),
              text: `${modelName(run, model, language.value)}${prompt === null ? '' : ` “${prompt}”`}`,
            }))}
            value={String(place)}
            onChange={value => address({ models: shown.with(panel, Number(value)).join('.') })}
          />
        ))}
    </div>
  )
}

interface Words {
  readonly as: string
  readonly styles: Readonly<Record<string, string>>
  readonly ruler: string
  readonly rulers: Readonly<Record<string, string>>
  readonly distance: string
  readonly over: string
  readonly overlays: Readonly<Record<string, string>>
  readonly similarity: string
  readonly centred: string
  readonly range: string
  readonly closer: string
  readonly wider: string
  readonly all: string
  readonly panels: readonly string[]
}

const controlWords: { readonly en: Words; readonly zh: Words } = {
  en: {
    as: 'Pairs as',
    styles: { dots: 'dots', density: 'density', rows: 'row lines' },
    ruler: 'Across',
    rulers: { lag: 'lag', linear: 'value', log: 'ratio' },
    distance: 'distance',
    over: 'Lay over',
    overlays: { oracle: 'perfect ruler', floor: 'spelling floor', model: 'other model' },
    similarity: 'Similarity',
    centred: 'centred',
    range: 'Range',
    closer: 'Closer',
    wider: 'Wider',
    all: 'all',
    panels: ['Left', 'Right'],
  },
  zh: {
    as: '画法',
    styles: { dots: '点', density: '密度', rows: '行线' },
    ruler: '横轴',
    rulers: { lag: '间隔', linear: '数值', log: '比值' },
    distance: '距离',
    over: '叠加',
    overlays: { oracle: '完美的尺子', floor: '拼写基线', model: '另一模型' },
    similarity: '相似度',
    centred: '中心化',
    range: '范围',
    closer: '放大',
    wider: '缩小',
    all: '全部',
    panels: ['左图', '右图'],
  },
}
