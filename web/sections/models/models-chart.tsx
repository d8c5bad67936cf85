import { useMemo } from 'preact/hooks'
import { modelChart, modelScales } from '../../../src/plots/models.ts'
import { Choice } from '../../parts/choice.tsx'
import { FigureView } from '../../plot/figure-view.tsx'
import { address, addressed } from '../../state/address.ts'
import { language, spoken } from '../../state/language.ts'
import { rows as allRows } from '../../state/models.ts'

/** One chart with every model of the page: on the index, or on one series or use that is chosen. */
export function ModelsChart() {
  const words = spoken(chartWords)
  const rows = allRows.value
  const spokenLanguage = language.value
  const scales = useMemo(() => modelScales(rows, spokenLanguage), [rows, spokenLanguage])
  const scale = scales.find(({ id }) => id === addressed('chart')) ?? scales[0]
  const figure = useMemo(
    () => (scale === undefined ? null : modelChart(rows, scale, spokenLanguage)),
    [rows, scale, spokenLanguage],
  )
  if (figure === null) return null
  return (
    <>
      <h2>{words.title}</h2>
      <div class="controls">
        <Choice
          label={words.scale}
          options={scales.map(({ id, name }) => ({ value: id, text: name }))}
          value={scale.id}
          onChange={chart => address({ chart })}
        />
      </div>
      <FigureView key={scale.id} figure={figure} />
    </>
  )
}

const chartWords = {
  en: { title: 'All models in one chart', scale: 'Compared on' },
  zh: { title: '所有模型在一张图中', scale: '比较的依据' },
}
