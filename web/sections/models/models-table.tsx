import { besideUse, fitSentence, type ModelRow } from '../../../src/findings/comparison/model-rows.ts'
import { ends, percent, percentRange, written } from '../../../src/findings/number.ts'
import { shownNames } from '../../../src/findings/shown-names.ts'
import { useLine, useNames, useOrder } from '../../../src/findings/use-lines.ts'
import type { RunIndexScore, RunUse } from '../../../src/store/run.ts'
import { Glossed } from '../../parts/glossed.tsx'
import { PlaceLink } from '../../parts/link.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { language, spoken } from '../../state/language.ts'
import { rows as allRows } from '../../state/models.ts'

/** Every model of the page in a row, best first: what it may be used for, its index, and where it is better than spelling. */
export function ModelsTable() {
  const words = spoken(modelWords)
  const rows = allRows.value
  const uses = useOrder.filter(use => rows.some(row => row.uses.some(each => each.use === use)))
  const hasIndex = rows.some(({ index }) => index !== null)
  const hasVerdicts = rows.some(({ better }) => better !== null)
  const fit = fitSentence(rows, language.value)
  const byIndex = rows.every(({ index }) => index !== null)
  return (
    <>
      {fit !== null && <p>{fit}</p>}
      <p class="about">
        <Glossed text={words.about(uses.length > 0, byIndex)} />
      </p>
      <p class="about hint narrow-only">{words.hint}</p>
      <Scroll label={words.label}>
        <table class="models-table">
          <thead>
            <tr>
              <th scope="col">{shownNames.model[language.value]}</th>
              {uses.map(use => (
                <th scope="col">{useNames[use][language.value]}</th>
              ))}
              {hasIndex && (
                <th scope="col">
                  <Glossed text={shownNames.index[language.value]} />
                </th>
              )}
              {hasVerdicts && (
                <th scope="col">
                  <Glossed text={shownNames.betterKinds[language.value]} />
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr>
                <th scope="row">
                  <PlaceLink to="scores" changes={{ run: row.run, model: row.model }}>
                    <bdi>{row.label}</bdi>
                  </PlaceLink>
                </th>
                {uses.map(use => (
                  <UseCell row={row} use={row.uses.find(each => each.use === use)} />
                ))}
                {hasIndex && <IndexCell index={row.index} />}
                {hasVerdicts && <BetterCell row={row} />}
              </tr>
            ))}
            {uses.length > 0 &&
              (['instead', 'chance'] as const).map((who, at) => (
                <tr class={at === 0 ? 'total' : ''}>
                  <th scope="row">
                    <Glossed text={words.beside[who]} />
                  </th>
                  {uses.map(use => {
                    const range = besideUse(rows, use)[who]
                    return (
                      <td class="beside">{range === null ? '–' : percentRange(range, language.value)}</td>
                    )
                  })}
                  {hasIndex && <td class="beside">{who === 'instead' ? 0 : ''}</td>}
                  {hasVerdicts && <td />}
                </tr>
              ))}
          </tbody>
        </table>
      </Scroll>
    </>
  )
}

function UseCell({ row, use }: { readonly row: ModelRow; readonly use: RunUse | undefined }) {
  if (use === undefined || use.value === null) return <td>–</td>
  const { verdict, sign, answer, score } = useLine(use, language.value)
  const to = use.use === 'threshold' ? 'same' : 'search'
  return (
    <td class={`use-cell ${verdict}`} title={`${answer}. ${score}`}>
      <PlaceLink to={to} changes={{ run: row.run, model: row.model }}>
        <span class="use-sign" aria-hidden="true">
          {sign}
        </span>
        <span class="visually-hidden">{answer}</span> {percent(use.value)}
      </PlaceLink>
    </td>
  )
}

function IndexCell({ index }: { readonly index: RunIndexScore | null }) {
  if (index === null) return <td>–</td>
  const { value, interval } = index
  return (
    <td>
      {written(value, 0)}{' '}
      {interval !== null && (
        <span class="about">{ends(interval, end => written(end, 0), language.value)}</span>
      )}
    </td>
  )
}

function BetterCell({ row: { better } }: { readonly row: ModelRow }) {
  const words = spoken(modelWords)
  if (better === null) return <td>–</td>
  const { whole, count } = better
  return (
    <td title={whole.map(kind => kind[language.value]).join(', ')}>{words.kinds(whole.length, count)}</td>
  )
}

const modelWords = {
  en: {
    label: 'Every model in a row',
    about: (hasUses: boolean, byIndex: boolean) =>
      `${hasUses ? 'May I use it for this? ✓ yes, ✗ no, ? unclear, each with the share that is right. The last two rows have what it has to beat. ' : ''}Best first: ${byIndex ? 'by the index, where 0 is what comparing characters gets and 100 is perfect' : hasUses ? 'by how many uses it is fit for, then by the mean of the five shares' : 'by its mean concordance'}.`,
    hint: 'The table goes on to the right.',
    kinds: (some: number, all: number) => `${some} of ${all}`,
    beside: { instead: 'keyword search (BM25); for merging, comparing characters', chance: 'guessing' },
  },
  zh: {
    label: '每个模型一行',
    about: (hasUses: boolean, byIndex: boolean) =>
      `${hasUses ? '可以这样用吗？✓ 可以，✗ 不可以，? 不确定；旁边是它的成绩。最后两行是它要胜过的成绩。' : ''}最好的在前：${byIndex ? '按指数，只比较字符为 0，完美为 100' : hasUses ? '先按适用的用途数，再按其中的成绩' : '按平均一致率'}。`,
    hint: '表格向右还有内容。',
    kinds: (some: number, all: number) => `${all} 类中 ${some} 类`,
    beside: { instead: '关键词检索（BM25）；合并一列为只比较字符', chance: '猜测' },
  },
}
