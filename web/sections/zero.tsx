import { useMemo } from 'preact/hooks'
import { zeroFigures } from '../../src/plots/zero.ts'
import type { Run } from '../../src/store/run.ts'
import { Folded } from '../parts/folded.tsx'
import { Section } from '../parts/section.tsx'
import { FigureView } from '../plot/figure-view.tsx'
import { language, spoken } from '../state/language.ts'
import { isPrinting } from '../state/print.ts'

/** One fixed query, the number zero, against every number of a series. */
export function Zero({ run }: { readonly run: Run }) {
  const words = spoken(zeroWords)
  const spokenLanguage = language.value
  const figures = useMemo(() => zeroFigures(run, spokenLanguage), [run, spokenLanguage])
  if (figures.length === 0) return null
  const drawn = (some: typeof figures) => some.map(figure => <FigureView key={figure.id} figure={figure} />)
  return (
    <Section id="zero" title={words.title} about={words.about}>
      {drawn(isPrinting.value ? figures : figures.slice(0, 1))}
      {!isPrinting.value && figures.length > 1 && (
        <Folded title={words.more(figures.length - 1)}>{() => drawn(figures.slice(1))}</Folded>
      )}
    </Section>
  )
}

const zeroWords = {
  en: {
    title: 'The zero experiment',
    about:
      'One fixed query, the number zero, against every number of a series. A model that knows sizes places small numbers near zero and large ones far from it, in a falling line.',
    more: (count: number) =>
      count === 1 ? 'Zero against one more series' : `Zero against ${count} more series`,
  },
  zh: {
    title: '零实验',
    about:
      '用一个固定的查询“零”去比较序列中的每个数。懂得大小的模型把小数放得离零近，大数放得远，成一条下降的线。',
    more: (count: number) => `零与另外 ${count} 个序列`,
  },
}
