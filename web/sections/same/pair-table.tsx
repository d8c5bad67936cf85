import { factChangeName } from '../../../src/findings/same-parts.ts'
import type { RunFactPair } from '../../../src/store/run.ts'
import { number } from '../../parts/number.ts'
import { language } from '../../state/language.ts'

interface Props {
  readonly label: string
  readonly pairs: readonly RunFactPair[]
}

/** Pairs of texts in words, each with its similarity and with what was changed. */
export function PairTable({ label, pairs }: Props) {
  return (
    <ol class="fact-pairs" aria-label={label}>
      {pairs.map(({ a, b, similarity, change }) => (
        <li>
          <span class="fact-similarity">{number(similarity, 3)}</span>
          <span class="fact-texts">
            <q>
              <bdi>{a}</bdi>
            </q>
            <q>
              <bdi>{b}</bdi>
            </q>
            {change !== null && <span class="about">{factChangeName(change, language.value)}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}
