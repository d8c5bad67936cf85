import { rulerDistance } from '../../../src/series/ruler.ts'
import type { RunSeries } from '../../../src/store/run.ts'
import { number } from '../../parts/number.ts'
import { spoken } from '../../state/language.ts'
import { hovered, pinned } from '../../state/pair.ts'
import type { ShownMatrix } from './shown-matrix.ts'

interface Props {
  readonly series: RunSeries
  readonly matrices: readonly ShownMatrix[]
}

const shownNeighbours = 10

/** What each model places nearest to the anchor that was picked, beside what is nearest. */
export function Neighbours({ series, matrices }: Props) {
  const words = spoken(neighbourWords)
  const pair = pinned.value
  const n = series.texts.length
  if (pair === null || pair.anchor >= n) return null
  const { anchor } = pair
  const { values, ruler, period, texts } = series
  const others = Array.from({ length: n }, (_, at) => at).filter(at => at !== anchor)
  const distance = (at: number) => rulerDistance(ruler, period, values[anchor], values[at])
  const truth = others.toSorted((a, b) => distance(a) - distance(b)).slice(0, shownNeighbours)
  const farthest = distance(truth[truth.length - 1])
  return (
    <div class="neighbours">
      <h3>
        {words.title} <bdi>{texts[anchor]}</bdi>
      </h3>
      <div class="panels">
        {matrices.map(({ input }) => {
          const similarity = (at: number) => input.data[anchor * n + at]
          const nearest = others.toSorted((a, b) => similarity(b) - similarity(a)).slice(0, shownNeighbours)
          const [high, low] = [similarity(nearest[0]), similarity(nearest[nearest.length - 1])]
          return (
            <div>
              <p class="panel">{input.title}</p>
              <ol>
                {nearest.map(at => (
                  <li
                    class={distance(at) <= farthest ? 'near' : 'far'}
                    onPointerEnter={() => {
                      hovered.value = { anchor, document: at }
                    }}
                  >
                    <bdi>{texts[at]}</bdi>
                    <span
                      class="bar"
                      style={{ width: `${20 + (60 * (similarity(at) - low)) / (high - low || 1)}%` }}
                    />
                    <span class="number">{number(similarity(at), 3)}</span>
                  </li>
                ))}
              </ol>
            </div>
          )
        })}
        <div>
          <p class="panel">{words.truth}</p>
          <ol>
            {truth.map(at => (
              <li class="near">
                <bdi>{texts[at]}</bdi>
              </li>
            ))}
          </ol>
        </div>
      </div>
      <p class="about">{words.about(shownNeighbours)}</p>
    </div>
  )
}

const neighbourWords = {
  en: {
    title: 'Nearest to',
    truth: 'true order',
    about: (count: number) =>
      `The ${count} that the model scores highest. Struck out: those that are not among the ${count} closest.`,
  },
  zh: {
    title: '最接近的文档：',
    truth: '真实顺序',
    about: (count: number) => `模型打分最高的 ${count} 个。划线的比真正最近的 ${count} 个更远。`,
  },
}
