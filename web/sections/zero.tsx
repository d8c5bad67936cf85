import { useMemo } from 'preact/hooks'
import { zeroFigures } from '../../src/plots/zero.ts'
import type { Run } from '../../src/store/run.ts'
import { Section } from '../parts/section.tsx'
import { FigureView } from '../plot/figure-view.tsx'
import { language, spoken } from '../state/language.ts'

/** One fixed query, the number zero, against every number of a series. */
export function Zero({ run }: { readonly run: Run }) {
  const words = spoken(zeroWords)
  const spokenLanguage = language.value
  const figures = useMemo(() => zeroFigures(run, spokenLanguage), [run, spokenLanguage])
  if (figures.length === 0) return null
  return (
    <Section id="zero" title={words.title} about={words.about}>
      {figures.map(figure => (
        <FigureView key={figure.id} figure={figure} />
      ))}
    </Section>
  )
}

const zeroWords = {
  en: {
    title: 'The zero experiment',
    about:
      'One fixed query, the number zero, against every number of a series. A model that knows sizes places small numbers near zero and large ones far from it, in a falling line.',
  },
  zh: {
    title: '零实验',
    about:
      '用一个固定的查询“零”去比较序列中的每个数。懂得大小的模型把小数放得离零近，大数放得远，成一条下降的线。',
  },
}
