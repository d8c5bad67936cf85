import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { percent } from '../../../src/findings/number.ts'
import type { ModelPairs } from '../../../src/findings/same-parts.ts'
import { thresholdSentence } from '../../../src/findings/same-parts.ts'
import { atThreshold } from '../../../src/measures/threshold.ts'
import { thresholdDomain, thresholdPanel } from '../../../src/plots/threshold.ts'
import { sameNumbers } from '../../../src/series/quantities/same-numbers.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Folded } from '../../parts/folded.tsx'
import { Glossed } from '../../parts/glossed.tsx'
import { number } from '../../parts/number.ts'
import { FigureDownloads } from '../../plot/figure-downloads.tsx'
import { innerBox } from '../../plot/inner-box.ts'
import { PlotView } from '../../plot/plot-view.tsx'
import { language, spoken } from '../../state/language.ts'

interface Props {
  /** Of the model. */
  readonly name: string
  readonly of: ModelPairs
}

/** Where the slider begins when scores have a scale: the threshold that is used most. */
const usual = 0.9

/** The threshold curve under a slider, and what the threshold does, in words. */
export function Threshold({ name, of }: Props) {
  const words = spoken(thresholdWords)
  const { pairs, details } = of
  const spokenLanguage = language.value
  const [low, high] = useMemo(() => thresholdDomain(pairs), [pairs])
  const first = details.table.length > 0 && usual > low && usual < high ? usual : details.best.threshold
  const threshold = useSignal(first)
  const panel = useMemo(
    () => thresholdPanel(of, { title: name, language: spokenLanguage }),
    [of, name, spokenLanguage],
  )
  const now = useMemo(() => atThreshold(pairs, threshold.value), [pairs, threshold.value])
  const refused = useMemo(() => new Set(pairs.filter(({ a, b }) => !sameNumbers(a, b))), [pairs])
  const guarded = useMemo(
    () => atThreshold(pairs, threshold.value, pair => refused.has(pair)),
    [pairs, threshold.value, refused],
  )
  const step = (high - low) / 200
  const written = number(threshold.value, high - low > 0.02 ? 2 : 4)
  const merged = percent(details.deciding?.falseMerges.value ?? 1)
  const sentence = thresholdSentence(written, now, spokenLanguage)
  const second = words.guarded(thresholdSentence(written, guarded, spokenLanguage))
  const box = innerBox(panel.frame)
  return (
    <figure class="threshold">
      <div class="threshold-live">
        <div>
          <PlotView panel={panel}>
            <div class="threshold-place" style={box} aria-hidden="true">
              <span style={{ left: `${(100 * (threshold.value - low)) / (high - low)}%` }} />
            </div>
          </PlotView>
          <label
            class="slider"
            style={{
              paddingLeft: box.left,
              paddingRight: `${(100 * panel.frame.right) / panel.frame.width}%`,
            }}
          >
            <span class="visually-hidden">{words.slider}</span>
            <input
              type="range"
              min={low}
              max={high}
              step={step}
              value={threshold.value}
              aria-valuetext={`${sentence} ${second}`}
              onInput={event => {
                threshold.value = event.currentTarget.valueAsNumber
              }}
            />
          </label>
        </div>
        <div aria-live="polite">
          <p class="threshold-verdict">
            <strong>{words.verdicts[details.verdict](merged)}</strong>
          </p>
          <p class="threshold-now">{sentence}</p>
          <p class="threshold-now guarded">{second}</p>
          <p class="about hint">{words.hint}</p>
        </div>
      </div>
      <figcaption>
        <Glossed text={words.caption} />
      </figcaption>
      <Folded title={words.numbers}>
        {() => <DataTable table={panel.table()} name={`threshold ${name}`} />}
      </Folded>
      <FigureDownloads
        figure={() => ({ id: 'threshold', kind: 'threshold', title: words.title, panels: [panel] })}
      />
    </figure>
  )
}

const thresholdWords = {
  en: {
    title: 'Same or different: what a threshold finds and merges',
    slider: 'Threshold',
    numbers: 'The numbers behind this plot',
    hint: 'Move the slider to try another threshold.',
    guarded: (sentence: string) => `With the numbers compared first (sameNumbers). ${sentence}`,
    caption:
      'Teal: of the texts that state the same fact, those found at each threshold. Orange: of the texts with a changed number, those merged by mistake. Below, how the scores of both are spread, as shares of each on one scale: a threshold can only divide them where they lie apart.',
    verdicts: {
      safe: () => 'A threshold is safe: it finds 90 % of the duplicates with at most 1 % false merges.',
      risky: () => 'Thresholds are risky: finding 90 % of the duplicates may cost up to 10 % false merges.',
      'no safe threshold': (merged: string) =>
        `No threshold is safe: one that finds 90 % of the duplicates also merges ${merged} of the texts with a changed number.`,
    },
  },
  zh: {
    title: '相同还是不同：阈值找到什么、合并什么',
    slider: '阈值',
    numbers: '图中的数据',
    hint: '移动滑块可试别的阈值。',
    guarded: (sentence: string) => `先比较数字（sameNumbers）：${sentence}`,
    caption:
      '蓝色：陈述同一事实的文本中，在每个阈值上能找到的比例。橙色：数字改过的文本中，被误合并的比例。下方是两者得分的分布，各占其总数的比例，同一刻度：只有彼此分开之处，阈值才能把它们分开。',
    verdicts: {
      safe: () => '有安全的阈值：找到 90 % 的重复项，误合并不超过 1 %。',
      risky: () => '阈值有风险：找到 90 % 的重复项，误合并可达 10 %。',
      'no safe threshold': (merged: string) =>
        `没有安全的阈值：要找到 90 % 的重复项，改过数字的文本就有 ${merged} 被误合并。`,
    },
  },
}
