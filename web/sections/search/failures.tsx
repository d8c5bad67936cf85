import { type SearchKind, searchKinds } from '../../../src/experiments/search/field.ts'
import { type SearchFailure, variedFailures } from '../../../src/findings/search-failures.ts'
import { domainName, kindNames } from '../../../src/findings/search-parts.ts'
import type { RunQuestion } from '../../../src/store/run.ts'
import { Folded } from '../../parts/folded.tsx'
import { number } from '../../parts/number.ts'
import { language, spoken } from '../../state/language.ts'

interface Props {
  /** Worst first. */
  readonly failures: readonly SearchFailure[]
  /** All that were asked. */
  readonly questions: readonly RunQuestion[]
}

const shown = 3
const shownUnfolded = 24

/** Questions that failed, a card each: what was asked, what the model ranked first, and what is right. */
export function Failures({ failures, questions }: Props) {
  const words = spoken(failureWords)
  if (failures.length === 0) return <p>{words.none}</p>
  return (
    <>
      <h3>{words.title}</h3>
      <p class="about">{words.about}</p>
      {searchKinds.map(kind => (
        <Kind
          kind={kind}
          failures={failures.filter(({ question }) => question.kind === kind)}
          asked={questions.filter(question => question.kind === kind).length}
        />
      ))}
    </>
  )
}

interface KindProps {
  readonly kind: SearchKind
  readonly failures: readonly SearchFailure[]
  readonly asked: number
}

function Kind({ kind, failures, asked }: KindProps) {
  const words = spoken(failureWords)
  if (failures.length === 0) return null
  const all = variedFailures(failures, shown + shownUnfolded)
  return (
    <>
      <h4>
        {kindNames[kind][language.value]} <span class="about">{words.counted(failures.length, asked)}</span>
      </h4>
      <div class="case-cards">
        {all.slice(0, shown).map(failure => (
          <Card failure={failure} />
        ))}
      </div>
      {all.length > shown && (
        <Folded title={words.more(all.length - shown)}>
          {() => (
            <div class="case-cards">
              {all.slice(shown).map(failure => (
                <Card failure={failure} />
              ))}
            </div>
          )}
        </Folded>
      )}
    </>
  )
}

function Card({ failure: { question, first, right } }: { readonly failure: SearchFailure }) {
  const words = spoken(failureWords)
  return (
    <article class="case-card search-card">
      <p class="case-anchor">
        <bdi>{question.question}</bdi>
      </p>
      <p class="about">
        {domainName(question.domain, language.value)}
        {question.controlled ? words.controlled : ''}
      </p>
      <p>
        <span class="about">{words.first}</span> <bdi>{first.text}</bdi>{' '}
        <span class="about">{number(first.similarity, 3)}</span>
      </p>
      <p>
        <span class="about">{words.right(right.place)}</span> <bdi>{right.text}</bdi>{' '}
        <span class="about">{number(right.similarity, 3)}</span>
      </p>
    </article>
  )
}

const failureWords = {
  en: {
    title: 'Questions that failed, worst first',
    about:
      'Each card: the question, the record that the model ranked first, and the right one with its place. The numbers are similarities.',
    none: 'No question failed: the right record was always first.',
    counted: (some: number, all: number) => `the wrong record is first in ${some} of ${all} questions`,
    more: (count: number) => `${count} more`,
    controlled: ', only the number differs',
    first: 'Ranked first:',
    right: (place: number) => `Right, in place ${place}:`,
  },
  zh: {
    title: '答错的问题，最差的在前',
    about: '每张卡片：问题、模型排在第一的记录，以及正确的记录和它的名次。数字是相似度。',
    none: '没有答错的问题：正确的记录总排在第一。',
    counted: (some: number, all: number) => `${all} 个问题中有 ${some} 个排在第一的记录是错的`,
    more: (count: number) => `另外 ${count} 个`,
    controlled: '，只有数字不同',
    first: '排在第一：',
    right: (place: number) => `正确，排在第 ${place}：`,
  },
}
