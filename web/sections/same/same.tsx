import { modelName } from '../../../src/findings/finding.ts'
import { ends, percent } from '../../../src/findings/number.ts'
import {
  factChangeName,
  factKindName,
  type ModelPairs,
  missedPairs,
  modelPairs,
  worstPairs,
} from '../../../src/findings/same-parts.ts'
import { thresholdHeads } from '../../../src/findings/shown-names.ts'
import type { Run } from '../../../src/store/run.ts'
import type { ThresholdDetails } from '../../../src/store/threshold-details.ts'
import { Folded } from '../../parts/folded.tsx'
import { ModelChoice } from '../../parts/model-choice.tsx'
import { number } from '../../parts/number.ts'
import { Section } from '../../parts/section.tsx'
import { TitledTable } from '../../parts/titled-table.tsx'
import { Near } from '../../plot/near.tsx'
import { language, spoken } from '../../state/language.ts'
import { chosenModel } from '../../state/model.ts'
import { PairTable } from './pair-table.tsx'
import { Threshold } from './threshold.tsx'

/** May texts be merged, or cached answers served, above a threshold? Of one model at a time. */
export function Same({ run }: { readonly run: Run }) {
  const words = spoken(sameWords)
  const models = modelPairs(run)
  const chosen = chosenModel(models)
  if (chosen === null) return null
  const { details } = chosen
  return (
    <Section id="same" title={words.title} about={words.about(details.facts)}>
      <ModelChoice run={run} models={models} chosen={chosen.model} />
      <Near key={chosen.model} aspect={2}>
        {() => <Threshold name={modelName(run, chosen.model, language.value)} of={chosen} />}
      </Near>
      <UsualThresholds details={details} />
      <WorstPairs of={chosen} />
      <Parts details={details} />
    </Section>
  )
}

/** Thresholds that people use, with what each does. */
function UsualThresholds({ details: { table, guard } }: { readonly details: ThresholdDetails }) {
  const words = spoken(sameWords)
  if (table.length === 0) return <p class="about">{words.noScale}</p>
  return (
    <>
      <h3>{words.usual}</h3>
      <TitledTable label={words.usual} columns={thresholdHeads(language.value)} kind="wrapped">
        {table.map(({ threshold, kept, falseMerges }, at) => (
          <tr>
            <th scope="row">{number(threshold)}</th>
            <Share share={kept} />
            <Share share={falseMerges} />
            <Share share={guard.table[at].kept} />
            <Share share={guard.table[at].falseMerges} />
          </tr>
        ))}
      </TitledTable>
      <GuardCost guard={guard} />
    </>
  )
}

function Share({ share: { value, interval: range } }: { readonly share: ThresholdDetails['best']['kept'] }) {
  return (
    <td>
      {percent(value)} <span class="about">{range === null ? '' : ends(range, percent, language.value)}</span>
    </td>
  )
}

/** What comparing the numbers first does wrong. */
function GuardCost({ guard: { wronglyRefused, wronglyLet } }: { readonly guard: Guard }) {
  const words = spoken(sameWords)
  const share = ({ share: { value } }: Guard['wronglyLet']) => percent(value)
  const refused = wronglyRefused.examples
  return (
    <>
      <p class="about">{words.cost(share(wronglyRefused), share(wronglyLet))}</p>
      {refused.length > 0 && (
        <Folded title={words.refused}>
          {() => (
            <ul>
              {refused.map(({ a, b }) => (
                <li>
                  <q>
                    <bdi>{a}</bdi>
                  </q>{' '}
                  <q>
                    <bdi>{b}</bdi>
                  </q>
                </li>
              ))}
            </ul>
          )}
        </Folded>
      )}
    </>
  )
}

type Guard = ThresholdDetails['guard']

const shownPairs = 5

function WorstPairs({ of: { pairs } }: { readonly of: ModelPairs }) {
  const words = spoken(sameWords)
  return (
    <div class="panels">
      <div>
        <h3>{words.worst}</h3>
        <p class="about">{words.aboutWorst}</p>
        <PairTable label={words.worst} pairs={worstPairs(pairs, shownPairs)} />
      </div>
      <div>
        <h3>{words.missed}</h3>
        <p class="about">{words.aboutMissed}</p>
        <PairTable label={words.missed} pairs={missedPairs(pairs, shownPairs)} />
      </div>
    </div>
  )
}

/** By what was changed, and by what the fact is about. */
function Parts({ details: { changes, kinds } }: { readonly details: ThresholdDetails }) {
  const words = spoken(sameWords)
  const worstFirst = <Part extends { sameAboveDifferent: { value: number | null } }>(
    parts: Readonly<Record<string, Part>>,
  ) =>
    Object.entries(parts).sort(
      ([, a], [, b]) => (a.sameAboveDifferent.value ?? 2) - (b.sameAboveDifferent.value ?? 2),
    )
  return (
    <div class="panels">
      <div>
        <h3>{words.byChange}</h3>
        <p class="about">{words.aboutParts}</p>
        <TitledTable label={words.byChange} columns={words.changeColumns} kind="wrapped">
          {worstFirst(changes).map(([change, { sameAboveDifferent: score, pairs }]) => (
            <tr>
              <th scope="row">{factChangeName(change, language.value)}</th>
              <Estimated estimate={score} />
              <td class="number">{pairs}</td>
            </tr>
          ))}
        </TitledTable>
      </div>
      <div>
        <h3>{words.byKind}</h3>
        <p class="about">{words.aboutMatters}</p>
        <TitledTable label={words.byKind} columns={words.kindColumns} kind="wrapped">
          {worstFirst(kinds).map(([kind, { sameAboveDifferent: score, numberMatters }]) => (
            <tr>
              <th scope="row">{factKindName(kind, language.value)}</th>
              <Estimated estimate={score} />
              <Estimated estimate={numberMatters} />
            </tr>
          ))}
        </TitledTable>
      </div>
    </div>
  )
}

function Estimated({
  estimate: { value, interval: range },
}: {
  readonly estimate: ThresholdDetails['numberMatters']
}) {
  if (value === null) return <td>–</td>
  return (
    <td>
      {percent(value)} <span class="about">{range === null ? '' : ends(range, percent, language.value)}</span>
    </td>
  )
}

const sameWords = {
  en: {
    title: 'Same or different?',
    about: (facts: number) =>
      `Deduplication, memories of agents and semantic caches treat two texts as one where their similarity reaches a threshold. Here ${facts} facts are written again in other words or another format (duplicates, which should be found), and again in the same words with another number (different facts, which should never be merged).`,
    usual: 'At the thresholds in use',
    noScale:
      'The scores of this model have no scale of their own, so thresholds that are in use elsewhere mean nothing for it.',
    cost: (refused: string, passed: string) =>
      `With sameNumbers, texts whose numbers differ are never merged, whatever their score. What it does wrong: it refuses ${refused} of the duplicates, and lets ${passed} of the changed numbers pass.`,
    refused: 'Duplicates that it refuses',
    worst: 'Different, and nearly the same to this model',
    aboutWorst: 'Only the number differs. The pairs with the highest similarity, one of each fact.',
    missed: 'The same, and least alike to this model',
    aboutMissed: 'Both state the same fact. The pairs with the lowest similarity, one of each fact.',
    byChange: 'By what was done to the number',
    aboutParts:
      'How often a pair that states the same fact scores above a pair with this change. Guessing gets 50 %; below that the wording decides, not the number. Worst first.',
    changeColumns: ['change', 'same above changed', 'pairs'],
    byKind: 'By what the fact is about',
    aboutMatters:
      'The last column: once the words differ too, how often does the right number still score above a changed one?',
    kindColumns: ['kind', 'same above changed', 'in other words'],
  },
  zh: {
    title: '相同还是不同？',
    about: (facts: number) =>
      `去重、智能体记忆和语义缓存在相似度达到阈值时把两段文本当作一段。这里有 ${facts} 个事实：有的换一种说法或换一种写法（重复项，应当找到），有的措辞相同而数字改过（不同的事实，绝不应合并）。`,
    usual: '常用的阈值',
    noScale: '这个模型的得分没有固定的尺度，别处常用的阈值对它没有意义。',
    cost: (refused: string, passed: string) =>
      `用 sameNumbers 时，数字不同的文本无论得分多高都不合并。它的错误：拒绝 ${refused} 的重复项，放过 ${passed} 改过的数字。`,
    refused: '被它拒绝的重复项',
    worst: '不同，而模型看来几乎一样',
    aboutWorst: '只有数字不同。相似度最高的组合，每个事实一对。',
    missed: '相同，而模型看来最不像',
    aboutMissed: '两者陈述同一事实。相似度最低的组合，每个事实一对。',
    byChange: '按数字的改动',
    aboutParts:
      '陈述同一事实的组合得分高于此种改动的比例。猜测为 50 %；低于它说明起作用的是措辞而不是数字。最差的在前。',
    changeColumns: ['改动', '相同高于改动', '组合'],
    byKind: '按事实的种类',
    aboutMatters: '最后一列：措辞也不同时，正确的数字得分仍高于改过的数字的比例。',
    kindColumns: ['种类', '相同高于改动', '措辞不同时'],
  },
}
