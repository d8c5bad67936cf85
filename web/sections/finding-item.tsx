import { modelName } from '../../src/findings/finding.ts'
import { heads } from '../../src/findings/shown-names.ts'
import type { Run, RunFinding } from '../../src/store/run.ts'
import { Folded } from '../parts/folded.tsx'
import { Glossed } from '../parts/glossed.tsx'
import { PlaceLink } from '../parts/link.tsx'
import { interval, number } from '../parts/number.ts'
import { TitledTable } from '../parts/titled-table.tsx'
import { language, spoken } from '../state/language.ts'

interface Props {
  readonly run: Run
  readonly finding: RunFinding
}

/** A finding with the numbers and the plots that it stands on. */
export function FindingItem({ run, finding }: Props) {
  const words = spoken(itemWords)
  const { text, severity, evidence } = finding
  return (
    <li class={severity}>
      <span class="visually-hidden">{words.severities[severity]}: </span>
      <span class="finding-text">
        <Glossed text={text[language.value] ?? text.en} />
      </span>
      {evidence.length > 0 && (
        <Folded title={words.evidence}>{() => <Evidence run={run} finding={finding} />}</Folded>
      )}
    </li>
  )
}

function Evidence({ run, finding }: Props) {
  const words = spoken(itemWords)
  const measures = finding.evidence.flatMap(({ series, model, measure }) =>
    run.measures.filter(other => other.series === series && other.model === model && other.id === measure),
  )
  return (
    <TitledTable
      label={words.evidence}
      columns={heads(language.value, 'series', 'model', 'measure', 'value', 'interval')}
    >
      {measures.map(({ series, model, prompt, id, value, interval: ends }) => (
        <tr>
          <td>
            <PlaceLink to="series" changes={{ series, pair: null, x: null }}>
              {series}
            </PlaceLink>
          </td>
          <td>
            {modelName(run, model, language.value)}
            {prompt !== null && (
              <span class="about">
                {' '}
                “<bdi>{prompt}</bdi>”
              </span>
            )}
          </td>
          <td>{id}</td>
          <td class="number">{number(value, 3)}</td>
          <td>{interval(ends)}</td>
        </tr>
      ))}
    </TitledTable>
  )
}

const itemWords = {
  en: {
    severities: { warning: 'Warning', notice: 'Notice', info: 'Information' },
    evidence: 'Evidence',
  },
  zh: {
    severities: { warning: '警告', notice: '注意', info: '信息' },
    evidence: '证据',
  },
}
