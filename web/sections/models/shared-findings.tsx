import { useMemo } from 'preact/hooks'
import { sharedFindings } from '../../../src/findings/comparison/shared-findings.ts'
import { Folded } from '../../parts/folded.tsx'
import { language, spoken } from '../../state/language.ts'
import { rows as allRows } from '../../state/models.ts'
import { runs } from '../../state/runs.ts'

const shown = 6

/** What matters most over all models: one sentence for each sort of finding, with what is behind it. */
export function SharedFindings() {
  const words = spoken(sharedWords)
  const all = runs.value
  const rows = allRows.value
  const found = useMemo(() => sharedFindings(all, rows), [all, rows])
  if (found.length === 0) return null
  const list = (some: typeof found) => (
    <ul class="findings top-findings">
      {some.map(({ id, severity, text, findings }) => (
        <li key={id} class={severity}>
          <span class="visually-hidden">{words.severities[severity]}: </span>
          <span class="finding-text">{text[language.value]}</span>
          <Folded title={words.each(findings.length)}>
            {() => (
              <ul>
                {findings.map(({ finding }) => (
                  <li>{finding.text[language.value] ?? finding.text.en}</li>
                ))}
              </ul>
            )}
          </Folded>
        </li>
      ))}
    </ul>
  )
  return (
    <>
      <h2>{words.title}</h2>
      {list(found.slice(0, shown))}
      {found.length > shown && (
        <Folded title={words.more(found.length - shown)}>{() => list(found.slice(shown))}</Folded>
      )}
    </>
  )
}

const sharedWords = {
  en: {
    title: 'What matters most over all models',
    severities: { warning: 'Warning', notice: 'Notice', info: 'Information' },
    each: (count: number) => (count === 1 ? 'The finding' : `The ${count} findings, model by model`),
    more: (count: number) => `${count} more`,
  },
  zh: {
    title: '所有模型中最要紧的',
    severities: { warning: '警告', notice: '注意', info: '信息' },
    each: (count: number) => (count === 1 ? '该发现' : `${count} 条发现，逐个模型`),
    more: (count: number) => `另外 ${count} 条`,
  },
}
