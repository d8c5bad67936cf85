import { mostImportant } from '../../src/findings/most-important.ts'
import { hasQueryRole, hasStandIn, ledeOf, rolesOf, titleOf } from '../../src/report/summary.ts'
import type { Run } from '../../src/store/run.ts'
import { PlaceLink } from '../parts/link.tsx'
import { language, spoken } from '../state/language.ts'
import { FindingItem } from './finding-item.tsx'
import { ScoreCard } from './score-card.tsx'
import { Uses } from './uses.tsx'

const shownFindings = 3

/** What a reader in a hurry takes away: the answer, the score card, and the findings that matter most. */
export function Top({ run }: { readonly run: Run }) {
  const words = spoken(topWords)
  const important = mostImportant(run.findings, shownFindings)
  return (
    <div id="scores">
      <h1>{titleOf(run, language.value)}</h1>
      <Uses run={run} />
      {ledeOf(run, language.value).map(sentence => (
        <p class="lede">{sentence}</p>
      ))}
      {hasStandIn(run) && <p class="note">{words.standIn}</p>}
      {hasQueryRole(run) && <p class="note">{rolesOf(run, language.value)}</p>}
      <h2 id="scores-title" tabIndex={-1}>
        {words.scores}
      </h2>
      <p class="about">{words.about}</p>
      <ScoreCard run={run} />
      {important.length > 0 && (
        <>
          <h2>{words.matter}</h2>
          <ul class="findings top-findings">
            {important.map(finding => (
              <FindingItem run={run} finding={finding} />
            ))}
          </ul>
          <p>
            <PlaceLink to="findings">{words.all(run.findings.length)}</PlaceLink>
          </p>
        </>
      )}
    </div>
  )
}

const topWords = {
  en: {
    standIn:
      'No cross-encoder was asked. Where this page says “standing in as reranker”, the cosine of a dual encoder is used in place of a relevance score.',
    scores: 'Score card',
    about:
      'Concordance: of two documents at different distances from an anchor, how often is the closer one scored higher? Guessing gets 0.5, a perfect ruler 1. The orange line is the spelling floor, the best of six matchers that only compare characters. The double line is rough size, the score of reading only the length of a number and its first digit. A model is better than comparing characters only by what it scores above the floor. An interval shows how far a score depends on which documents were chosen; it is not about other kinds of values. Click a cell to see its plot.',
    matter: 'What matters most',
    all: (count: number) => `All ${count} findings, with their evidence`,
  },
  zh: {
    standIn: '没有询问交叉编码器。凡写“代替重排序模型”之处，均以双编码器的余弦代替相关性分数。',
    scores: '成绩单',
    about:
      '一致率：两个文档与锚点的距离不同，较近的那个得分更高的比例是多少？猜测得 0.5，完美的尺子得 1。橙色竖线是拼写基线，即六种只比较字符的方法中最好的一个。双竖线是大致大小（长度和首位）：只读这两样能得到的分数。只有超出拼写基线的部分才算优于比较字符。区间说明得分有多依赖所选的文档，与其他种类的数值无关。点击单元格可看到对应的图。',
    matter: '最要紧的发现',
    all: (count: number) => `全部 ${count} 条发现及其证据`,
  },
}
