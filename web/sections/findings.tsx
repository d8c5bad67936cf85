import type { Run } from '../../src/store/run.ts'
import { Section } from '../parts/section.tsx'
import { spoken } from '../state/language.ts'
import { FindingItem } from './finding-item.tsx'

/** Every finding, in the order of the rules. */
export function Findings({ run }: { readonly run: Run }) {
  const words = spoken(findingWords)
  return (
    <Section id="findings" title={words.title} about={words.about}>
      <ul class="findings">
        {run.findings.map(finding => (
          <FindingItem run={run} finding={finding} />
        ))}
      </ul>
    </Section>
  )
}

const findingWords = {
  en: {
    title: 'Findings',
    about:
      'A finding is reported only where it is more than noise: findings of one kind share one error rate of 5 % over all series and models (Holm). Below each is its evidence, with the plot to look at.',
  },
  zh: {
    title: '发现',
    about:
      '只有超出噪声的结果才会写出：同一种发现在所有序列和模型上共用 5 % 的错误率（Holm）。每条之下是证据和可以查看的图。',
  },
}
