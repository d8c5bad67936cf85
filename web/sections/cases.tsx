import { caseOrigin } from '../../src/findings/case-origin.ts'
import { caseFamilyName } from '../../src/findings/case-shares.ts'
import { modelName } from '../../src/findings/finding.ts'
import { extent } from '../../src/math/extent.ts'
import { casesFigures } from '../../src/plots/cases.ts'
import type { Run, RunCase } from '../../src/store/run.ts'
import { Folded } from '../parts/folded.tsx'
import { number } from '../parts/number.ts'
import { Section } from '../parts/section.tsx'
import { FigureView } from '../plot/figure-view.tsx'
import { language, spoken } from '../state/language.ts'
import { isPrinting } from '../state/print.ts'

/** The hard cases, a card each: what each model says, and what is true. */
export function Cases({ run }: { readonly run: Run }) {
  const words = spoken(caseWords)
  const models = run.models.filter(
    ({ id, kind }) => kind !== 'reference' && run.cases.some(({ model }) => model === id),
  )
  if (models.length === 0) return null
  const probed = run.cases.filter(({ model }) => models.some(({ id }) => id === model))
  const families = [...Map.groupBy(probed, ({ family }) => family)]
  const reach = Math.max(1e-6, extent(probed.map(({ margin }) => Math.abs(margin)))[1])
  return (
    <Section id="cases" title={words.title} about={words.about}>
      {families.map(([family, cases], at) => {
        const each = [...Map.groupBy(cases, ({ id }) => id).values()]
        const cards = () => (
          <div class="case-cards">
            {each.map(answers => (
              <CaseCard run={run} answers={answers} reach={reach} />
            ))}
          </div>
        )
        return (
          <>
            <h3>
              {caseFamilyName(family, language.value)}{' '}
              <span class="about">
                {models
                  .map(({ id }) => {
                    const own = cases.filter(({ model }) => model === id)
                    const right = own.filter(({ verdict }) => verdict === 'right').length
                    return words.rightOf(modelName(run, id, language.value), right, own.length)
                  })
                  .join(' · ')}
              </span>
            </h3>
            {at === 0 || isPrinting.value ? (
              cards()
            ) : (
              <Folded title={words.questions(each.length)}>{cards}</Folded>
            )}
          </>
        )
      })}
      <Folded title={words.all}>
        {() => casesFigures(run, language.value).map(figure => <FigureView figure={figure} />)}
      </Folded>
    </Section>
  )
}

interface CardProps {
  readonly run: Run
  /** The same case, asked of each model. */
  readonly answers: readonly RunCase[]
  /** The largest margin of all cases, for the length of the bars. */
  readonly reach: number
}

function CaseCard({ run, answers, reach }: CardProps) {
  const words = spoken(caseWords)
  const [{ anchor, closer, farther, source, evidence }] = answers
  const origin = caseOrigin({ source, evidence }, language.value)
  return (
    <article class="case-card">
      <p class="case-anchor">
        <bdi>{anchor}</bdi>
      </p>
      <p>
        {words.truth} <bdi>{closer}</bdi>
        <span class="about">
          , {words.not} <bdi>{farther}</bdi>
        </span>
      </p>
      {answers.map(({ model, verdict, margin }) => (
        <div class={`case-answer ${verdict}`}>
          <span class="case-model">{modelName(run, model, language.value)}</span>
          <span class="case-bar" aria-hidden="true">
            <span
              style={{
                width: `${(50 * Math.abs(margin)) / reach}%`,
                [margin < 0 ? 'right' : 'left']: '50%',
              }}
            />
          </span>
          <span class="case-verdict">
            {words.verdicts[verdict]} {number(margin, 3)}
          </span>
        </div>
      ))}
      {origin !== null && (
        <p class="about case-source">
          {words.source} <bdi>{origin}</bdi>
        </p>
      )}
    </article>
  )
}

const caseWords = {
  en: {
    title: 'Hard cases',
    about:
      'Each card is a question: which of the two is closer to the anchor? The margin is the similarity of the closer one minus that of the farther one; where the bar goes left, the model is wrong. The cases were chosen by hand, most of them where comparing characters goes wrong, so guessing is not the same as half of them right. Reported cases follow public reports, which each card names. Controls among them are cases on which engines that compare characters failed; they are counted apart.',
    source: 'From:',
    truth: 'Closer:',
    not: 'not',
    all: 'All cases in one plot, with a table',
    verdicts: { right: 'right', wrong: 'wrong', tie: 'tie' },
    rightOf: (name: string, right: number, all: number) => `${name}: ${right} of ${all} right`,
    questions: (count: number) => `The ${count} questions`,
  },
  zh: {
    title: '难题',
    about:
      '每张卡片是一个问题：两者中哪个更接近锚点？差值是较近者的相似度减去较远者的；横条向左表示模型答错。题目是人工挑选的，多数是比较字符会答错的，因此不能拿“对一半”当作猜测的水平。“他人报告的”各类取自公开报告，出处见卡片；其中的对照题是字符匹配引擎曾答错的，单独计数。',
    source: '出处：',
    truth: '较近：',
    not: '而非',
    all: '在一张图和一个表中看全部',
    verdicts: { right: '正确', wrong: '错误', tie: '平局' },
    rightOf: (name: string, right: number, all: number) => `${name}：${all} 题答对 ${right} 题`,
    questions: (count: number) => `这 ${count} 道题`,
  },
}
