import type { NearestAnswer, NearestResult } from '../../../src/experiments/nearest-answer.ts'
import { modelName } from '../../../src/findings/finding.ts'
import type { Run } from '../../../src/store/run.ts'
import { number } from '../../parts/number.ts'
import { Tokens } from '../../parts/tokens.tsx'
import { language, spoken } from '../../state/language.ts'

interface Props {
  readonly run: Run
  readonly result: NearestResult
}

/** What each model answers: the candidates from nearest to farthest, and whether that is true. */
export function Answers({ run, result }: Props) {
  return (
    <div class="case-cards answers">
      {result.models.map(answer => (
        <Answer key={answer.model} name={nameOf(run, answer.model)} answer={answer} />
      ))}
    </div>
  )
}

function nameOf(run: Run, model: string): string {
  return run.models.some(({ id }) => id === model) ? modelName(run, model, language.value) : model
}

function Answer({ name, answer }: { readonly name: string; readonly answer: NearestAnswer }) {
  const words = spoken(answerWords)
  const { candidates, truth, verdict } = answer
  const ordered = candidates.toSorted((a, b) => b.similarity - a.similarity)
  const [high, low] = [ordered[0].similarity, ordered[ordered.length - 1].similarity]
  return (
    <article class={`case-card case-answer-card ${verdict}`}>
      <p class="panel">{name}</p>
      <ol>
        {ordered.map(({ text, similarity, tokens }) => (
          <li>
            <bdi>{text}</bdi>
            {text === truth && <span class="true-mark"> {words.nearest}</span>}
            <span class="answer-line">
              <span class="bar" style={{ width: `${15 + (60 * (similarity - low)) / (high - low || 1)}%` }} />
              <span class="number">{number(similarity, 4)}</span>
            </span>
            {tokens !== null && <Tokens of={tokens} />}
          </li>
        ))}
      </ol>
      <p>
        <strong class={`answer ${verdict === 'right' ? 'confirmed' : verdict === 'wrong' ? 'refuted' : ''}`}>
          {words.verdicts[verdict]}
        </strong>{' '}
        <span class="about">{truth === null ? words.unknown : words.margin(number(answer.margin, 4))}</span>
      </p>
    </article>
  )
}

const answerWords = {
  en: {
    nearest: '← correct',
    verdicts: { right: 'Right.', wrong: 'Wrong.', tie: 'Tie.', unknown: 'Not known.' },
    margin: (margin: string) => `Margin ${margin}.`,
    unknown:
      'The correct answer is not known: two candidates are at the same distance, or the texts cannot be read in one way.',
  },
  zh: {
    nearest: '← 正确答案',
    verdicts: { right: '正确。', wrong: '错误。', tie: '平局。', unknown: '未知。' },
    margin: (margin: string) => `差值 ${margin}。`,
    unknown: '不知道正确答案：两个候选距离相同，或这些文本没有共同的读法。',
  },
}
