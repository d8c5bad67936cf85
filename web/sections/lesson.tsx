import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { seededRandom } from '../../src/base/random.ts'
import { concordance, concordanceRows } from '../../src/math/concordance.ts'
import { caretPanel } from '../../src/plots/caret.ts'
import { lagAxis } from '../../src/plots/lag-axis.ts'
import { Glossed } from '../parts/glossed.tsx'
import { number } from '../parts/number.ts'
import { Section } from '../parts/section.tsx'
import { PlotView } from '../plot/plot-view.tsx'
import { language, spoken } from '../state/language.ts'

const n = 60
const frame = { width: 460, height: 320, top: 22, right: 16, bottom: 48, left: 46 }

const distances = lagAxis(n, 'en').x.map(Math.abs)
const noise = (() => {
  const random = seededRandom(7, 'lesson')
  const drawn = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      drawn[i * n + j] = i === j ? 1 : random()
      drawn[j * n + i] = drawn[i * n + j]
    }
  return drawn
})()

/** How to read a caret: a slider from a model that rolls dice to a perfect ruler, and what the plot does. */
export function Lesson() {
  const words = spoken(lessonWords)
  const skill = useSignal(0.55)
  const data = useMemo(
    () => noise.map((value, at) => (1 - skill.value) * value + skill.value * (1 - distances[at] / (n - 1))),
    [skill.value],
  )
  const score = useMemo(() => concordance(concordanceRows(data, distances, n)), [data])
  const spokenLanguage = language.value
  const panel = useMemo(
    () => caretPanel({ title: '', subtitle: '', data, n, unit: words.unit, language: spokenLanguage, frame }),
    [data, spokenLanguage, words],
  )
  return (
    <Section id="reading" title={words.title}>
      <div class="lesson-live">
        <div>
          <p>
            <Glossed text={words.dots} />
          </p>
          <p>{words.caret}</p>
          <p>{words.faults}</p>
          <label class="slider">
            <span>{words.slider}</span>
            <input
              type="range"
              min="0"
              max="1"
              step="0.01"
              value={skill.value}
              aria-valuetext={words.score(number(score))}
              onInput={event => {
                skill.value = event.currentTarget.valueAsNumber
              }}
            />
            <span class="slider-ends" aria-hidden="true">
              <span>{words.dice}</span>
              <span>{words.ruler}</span>
            </span>
          </label>
          <p class="lesson-score">
            {words.score(number(score))} <span class="about">{words.rating(score)}</span>
          </p>
        </div>
        <PlotView panel={panel} />
      </div>
    </Section>
  )
}

const lessonWords = {
  en: {
    title: 'How to read this',
    unit: 'similarity',
    dots: 'Take 1, 2, …, 60. Every pair of documents is a dot. Its place from left to right is the lag, how many places the two are from each other (i − j); its height is how similar the model finds them. Cyan shows the mean at each lag, and one standard deviation to each side.',
    caret:
      'A model that compares numbers well draws a caret, ^: highest in the middle, where a document is compared with itself, and falling in a straight line to both sides, with little scatter.',
    faults:
      'A flat cloud: distance does not matter to the model. Bumps at regular lags: it sees digits, not values. Wide scatter at one lag: pairs at the same distance get very different similarities.',
    slider: 'Move from a model that rolls dice to a perfect ruler:',
    dice: 'dice',
    ruler: 'perfect ruler',
    score: (score: string) => `Concordance ${score}.`,
    rating: (score: number): string =>
      score > 0.97
        ? 'The closer one always wins.'
        : score > 0.75
          ? 'The shape is there, but close calls are often wrong.'
          : score > 0.6
            ? 'It separates far from near, but not neighbours.'
            : 'No better than guessing.',
  },
  zh: {
    title: '怎样读图',
    unit: '相似度',
    dots: '取 1、2、…、60。每一对文档是一个点：横轴是间隔，即两者相距多少位（i − j），纵轴是模型认为有多相似。青色是每个间隔处的均值，上下各一个标准差。',
    caret: '善于比较数字的模型画出一个尖角 ^：中间最高（文档与自己相遇），向两侧笔直下降，几乎不散开。',
    faults:
      '一片平坦：距离对模型不起作用。等间隔的凸起：它看的是数字字符而不是数值。同一间隔处散得很开：距离相同的文档对，相似度却大不相同。',
    slider: '从掷骰子的模型移到完美的尺子：',
    dice: '骰子',
    ruler: '完美的尺子',
    score: (score: string) => `一致率 ${score}。`,
    rating: (score: number): string =>
      score > 0.97
        ? '较近者总是胜出。'
        : score > 0.75
          ? '形状已经出现；相差不大时仍会出错。'
          : score > 0.6
            ? '分得清远近，分不清相邻。'
            : '并不优于猜测。',
  },
}
