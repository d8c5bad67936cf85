import { type Signal, useSignal } from '@preact/signals'
import { Choice } from '../../parts/choice.tsx'
import { spoken } from '../../state/language.ts'
import { type Choices, keyOf } from './live.tsx'

interface Props {
  readonly choices: Choices
  readonly models: Signal<readonly string[]>
  readonly series: Signal<readonly string[]>
  readonly disabled: boolean
}

/** Which models are probed, and on which series. */
export function LivePicker({ choices, models, series, disabled }: Props) {
  const words = spoken(pickerWords)
  const added = useSignal<Choices['models']>([])
  const spec = useSignal('')
  const kind = useSignal<'embedder' | 'reranker'>('embedder')
  const add = () => {
    const model = { spec: spec.value.trim(), kind: kind.value }
    if (model.spec === '') return
    added.value = [...added.value, model]
    models.value = [...models.value, keyOf(model)]
    spec.value = ''
  }
  return (
    <fieldset class="live-picker" disabled={disabled}>
      <fieldset>
        <legend>{words.models}</legend>
        {[...choices.models, ...added.value].map(model => (
          <Tick value={keyOf(model)} chosen={models}>
            {`${model.spec} (${words.kinds[model.kind]})`}
          </Tick>
        ))}
        <p class="ask-form">
          <label>
            <span>{words.other}</span>
            <input
              type="text"
              value={spec.value}
              placeholder="openai:text-embedding-3-small"
              onInput={event => {
                spec.value = event.currentTarget.value
              }}
            />
          </label>
          <Choice
            label={words.as}
            options={(['embedder', 'reranker'] as const).map(value => ({ value, text: words.kinds[value] }))}
            value={kind.value}
            onChange={value => {
              kind.value = value === 'reranker' ? 'reranker' : 'embedder'
            }}
          />
          <button type="button" onClick={add}>
            {words.add}
          </button>
        </p>
      </fieldset>
      <fieldset>
        <legend>{words.series}</legend>
        <div class="live-series">
          {choices.series.map(({ id, n, first, last }) => (
            <Tick value={id} chosen={series}>
              {`${id}: ${first} … ${last} (${n})`}
            </Tick>
          ))}
        </div>
      </fieldset>
    </fieldset>
  )
}

interface TickProps {
  readonly value: string
  readonly chosen: Signal<readonly string[]>
  readonly children: string
}

function Tick({ value, chosen, children }: TickProps) {
  return (
    <label class="tick">
      <input
        type="checkbox"
        checked={chosen.value.includes(value)}
        onChange={event => {
          const others = chosen.value.filter(each => each !== value)
          chosen.value = event.currentTarget.checked ? [...others, value] : others
        }}
      />
      <span>
        <bdi>{children}</bdi>
      </span>
    </label>
  )
}

const pickerWords = {
  en: {
    models: 'Models',
    kinds: { embedder: 'embedder', reranker: 'reranker' },
    other: 'Another model',
    as: 'as',
    add: 'Add',
    series: 'Series',
  },
  zh: {
    models: '模型',
    kinds: { embedder: '向量模型', reranker: '重排序模型' },
    other: '其他模型',
    as: '作为',
    add: '添加',
    series: '序列',
  },
}
