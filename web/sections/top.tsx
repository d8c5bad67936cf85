import type { NamedRun } from '../../src/findings/comparison/entrants.ts'
import { titleIn } from '../../src/findings/comparison/run-titles.ts'
import { mostImportant } from '../../src/findings/most-important.ts'
import {
  hasQueryRole,
  hasScores,
  hasStandIn,
  ledeOf,
  pairedSeries,
  rolesOf,
  titleOf,
} from '../../src/report/summary.ts'
import type { Run } from '../../src/store/run.ts'
import { Folded } from '../parts/folded.tsx'
import { Glossed } from '../parts/glossed.tsx'
import { PlaceLink } from '../parts/link.tsx'
import { language, spoken } from '../state/language.ts'
import { hasManyModels, hasSeveralRuns } from '../state/models.ts'
import { titles } from '../state/runs.ts'
import { FindingItem } from './finding-item.tsx'
import { ModelsChart } from './models/models-chart.tsx'
import { ModelsTable } from './models/models-table.tsx'
import { SharedFindings } from './models/shared-findings.tsx'
import { isTransposed, ScoreCard } from './score-card.tsx'
import { Uses } from './uses.tsx'

const shownFindings = 3

/** What a reader in a hurry takes away: the answer, the score card, and the findings that matter most. */
export function Top({ named: { name, run } }: { readonly named: NamedRun }) {
  const words = spoken(topWords)
  const isMany = hasManyModels.value
  const title = titleOf(run, language.value)
  const important = mostImportant(run.findings, shownFindings)
  return (
    <div id="scores">
      {hasSeveralRuns.value ? (
        <h2>
          <bdi>{titleIn(titles.value.get(name)!, title)}</bdi>
        </h2>
      ) : (
        <h1>{title}</h1>
      )}
      {isMany && !hasSeveralRuns.value ? <ModelsTable /> : <Uses run={run} />}
      {isMany ? <Folded title={words.eachModel}>{() => <Ledes run={run} />}</Folded> : <Ledes run={run} />}
      {hasStandIn(run) && (
        <p class="note">
          <Glossed text={words.standIn} />
        </p>
      )}
      {hasQueryRole(run) && <p class="note">{rolesOf(run, language.value)}</p>}
      {hasScores(run) && (
        <>
          <h2 id="scores-title" tabIndex={-1}>
            {words.scores}
          </h2>
          <p class="about">
            <Glossed text={isTransposed(run) ? words.aboutMany : words.about} />
            {!isTransposed(run) && pairedSeries(run).length > 0 && <span class="hint"> {words.click}</span>}
          </p>
          <ScoreCard run={run} />
        </>
      )}
      {isMany && !hasSeveralRuns.value && (
        <>
          <ModelsChart />
          <SharedFindings />
        </>
      )}
      {!isMany && important.length > 0 && (
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

/** The answer in a sentence for each model. */
function Ledes({ run }: { readonly run: Run }) {
  return (
    <>
      {ledeOf(run, language.value).map(sentence => (
        <p class="lede">{sentence}</p>
      ))}
    </>
  )
}

const topWords = {
  en: {
    standIn:
      'No cross-encoder was asked. Where this page says “standing in as reranker”, the cosine of a dual encoder is used in place of a relevance score.',
    scores: 'Score card',
    about:
      'Concordance: of two documents at different distances from an anchor, how often is the closer one scored higher? Guessing gets 0.5, a perfect ruler 1. The orange line is the spelling floor, the best of six matchers that only compare characters. The double line is rough size, the score of reading only the length of a number and its first digit. A model is better than comparing characters only by what it scores above the floor. An interval shows how far a score depends on which documents were chosen; it is not about other kinds of values.',
    click: 'Click a cell to see its plot.',
    eachModel: 'Each model in a sentence',
    aboutMany:
      'Concordance: of two documents at different distances from an anchor, how often is the closer one scored higher? Guessing gets 0.5, a perfect ruler 1. Bold: better than comparing characters. Italic: worse than that, or no better than guessing. The last two rows have what the best of six matchers of characters (the spelling floor) and guessing get. The hint of a cell has the 95 % interval. Best first, by the mean.',
    matter: 'What matters most',
    all: (count: number) => `All ${count} findings, with their evidence`,
  },
  zh: {
    standIn: '没有询问交叉编码器。凡写“代替重排序模型”之处，均以双编码器的余弦代替相关性分数。',
    scores: '成绩单',
    about:
      '一致率：两个文档与锚点的距离不同，较近的那个得分更高的比例是多少？猜测得 0.5，完美的尺子得 1。橙色竖线是拼写基线，即六种只比较字符的方法中最好的一个。双竖线是大致大小（长度和首位）：只读这两样能得到的分数。只有超出拼写基线的部分才算优于比较字符。区间说明得分有多依赖所选的文档，与其他种类的数值无关。',
    click: '点击单元格可看到对应的图。',
    eachModel: '每个模型一句话',
    aboutMany:
      '一致率：两个文档与锚点的距离不同，较近的那个得分更高的比例是多少？猜测得 0.5，完美的尺子得 1。粗体：优于只比较字符。斜体：不如只比较字符，或不优于猜测。最后两行是拼写基线（六种只比较字符的方法中最好的一个）和猜测的成绩。单元格的提示中有 95 % 区间。按平均值从好到差排列。',
    matter: '最要紧的发现',
    all: (count: number) => `全部 ${count} 条发现及其证据`,
  },
}
