import { modelName } from '../../../src/findings/finding.ts'
import { heads, shownNames } from '../../../src/findings/shown-names.ts'
import { digitsFigure } from '../../../src/plots/digits.ts'
import { spectrumFigure } from '../../../src/plots/spectrum.ts'
import type { Run, RunSeries } from '../../../src/store/run.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Folded } from '../../parts/folded.tsx'
import { Glossed } from '../../parts/glossed.tsx'
import { reasonText } from '../../parts/reason.ts'
import { FigureView } from '../../plot/figure-view.tsx'
import { language, spoken } from '../../state/language.ts'

interface Props {
  readonly run: Run
  readonly series: RunSeries
}

/** Every number of a series: which digits are read, its rhythm, its measures, its documents with their tokens. */
export function SeriesNumbers({ run, series }: Props) {
  const words = spoken(numberWords)
  const digits = digitsFigure(run, series, language.value)
  const spectrum = spectrumFigure(run, series, language.value)
  return (
    <>
      {digits !== null && (
        <>
          <h3>
            <Glossed text={words.digits} />
          </h3>
          <p class="about">
            <Glossed text={words.aboutDigits} />
          </p>
          <FigureView figure={digits} />
        </>
      )}
      {spectrum !== null && (
        <>
          <h3>{words.rhythm}</h3>
          <p class="about">
            <Glossed text={words.aboutRhythm} />
          </p>
          <FigureView figure={spectrum} />
        </>
      )}
      <Folded title={words.measures(series.id)}>
        {() => <DataTable table={measureTable(run, series.id)} name={`measures-${series.id}`} />}
      </Folded>
      <Folded title={words.documents(series.id)}>
        {() => <DataTable table={documentTable(run, series)} name={`documents-${series.id}`} />}
      </Folded>
    </>
  )
}

function measureTable(run: Run, series: string) {
  const words = spoken(numberWords)
  return {
    columns: [
      ...heads(language.value, 'measure', 'model', 'question', 'value', 'from', 'to', 'guessing', 'floor'),
      ...words.columns,
    ],
    rows: run.measures
      .filter(measure => measure.series === series && !measure.id.startsWith('zero-'))
      .map(({ id, model, prompt, value, interval, chance, floor, reason }) => [
        id,
        modelName(run, model, language.value),
        prompt ?? '',
        value,
        interval?.[0] ?? null,
        interval?.[1] ?? null,
        chance,
        floor?.value ?? null,
        floor?.model.replace('reference:', '') ?? '',
        reasonText(reason, language.value),
      ]),
  }
}

function documentTable(run: Run, { id, texts, values }: RunSeries) {
  const words = spoken(numberWords)
  const splits = run.measures.flatMap(measure =>
    measure.id === 'tokenizer-share' && measure.series === id && Array.isArray(measure.details?.split)
      ? [{ model: measure.model, split: measure.details.split as unknown as readonly (readonly string[])[] }]
      : [],
  )
  const alike = [...Map.groupBy(splits, ({ split }) => JSON.stringify(split)).values()]
  return {
    columns: [
      ...words.documentColumns,
      ...alike.map(group =>
        [...new Set(group.map(({ model }) => modelName(run, model, language.value)))].join(', '),
      ),
    ],
    rows: texts.map((text, at) => [text, values[at], ...alike.map(([{ split }]) => split[at].join(' | '))]),
  }
}

const numberWords = {
  en: {
    digits: 'Digit order: which digit does it read?',
    aboutDigits:
      'Comparing characters cannot show which of two digits is larger, so it gets exactly one half here. A bar above the line means that the model orders this digit.',
    rhythm: 'Rhythm',
    aboutRhythm:
      'How strongly the mean similarity rises and falls with each period, in standard deviations above smooth models without any rhythm. A peak at 10 comes from digits; one at 7, 30.5 or 60 comes from the calendar or the clock.',
    measures: (series: string) => `All measures of ${series}`,
    documents: (series: string) => `All documents of ${series}, and how the tokenizer splits them`,
    columns: ['matcher', shownNames.note.en],
    documentColumns: ['document', 'value'],
  },
  zh: {
    digits: '数位顺序：它读哪一位数字？',
    aboutDigits:
      '只比较字符分不清两个数字哪个更大，因此在这里恰好得一半。柱子高于虚线，表示模型分得清这一位。',
    rhythm: '节律',
    aboutRhythm:
      '平均相似度随每个周期起伏的强度，以没有节律的平滑模型的标准差计。10 处的峰表示模型看的是数字字符；7、30.5 或 60 处的峰表示它看到了日历或钟表。',
    measures: (series: string) => `${series} 的全部度量`,
    documents: (series: string) => `${series} 的全部文档及其分词`,
    columns: ['匹配方法', shownNames.note.zh],
    documentColumns: ['文档', '数值'],
  },
}
