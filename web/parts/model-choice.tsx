import { modelName } from '../../src/findings/finding.ts'
import type { Run } from '../../src/store/run.ts'
import { address } from '../state/address.ts'
import { language, spoken } from '../state/language.ts'
import { Choice } from './choice.tsx'

interface Props {
  readonly run: Run
  readonly models: readonly { readonly model: string }[]
  readonly chosen: string
}

/** Which model a section is about, where there are several; on paper its name alone. */
export function ModelChoice({ run, models, chosen }: Props) {
  const words = spoken(choiceWords)
  const names = models.map(({ model }) => ({ value: model, text: modelName(run, model, language.value) }))
  if (models.length < 2) return null
  return (
    <>
      <div class="controls">
        <Choice label={words} options={names} value={chosen} onChange={model => address({ model })} />
      </div>
      <p class="panel paper-only">{modelName(run, chosen, language.value)}</p>
    </>
  )
}

const choiceWords = { en: 'Model', zh: '模型' }
