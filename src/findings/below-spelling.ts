import type { RunFinding } from '../store/run.ts'
import type { FindingRule } from './finding.ts'
import { modelName } from './finding.ts'

/** A series on which comparing characters alone orders the documents better than the model does. */
export const belowSpelling: FindingRule = run =>
  run.verdicts
    .filter(({ verdict }) => verdict === 'below-spelling')
    .map(({ series, model, prompt }): RunFinding => {
      const headline = run.measures.find(
        measure =>
          measure.id === 'concordance' &&
          measure.series === series &&
          measure.model === model &&
          measure.prompt === prompt,
      )!
      const floor = headline.floor!
      const [low, high] = floor.interval!
      return {
        id: 'below-spelling',
        severity: 'warning',
        text: {
          en: `${series}: ${modelName(run, model)} orders these worse than spelling alone. Its concordance is ${headline.value!.toFixed(2)}; ${floor.model.replace('reference:', '')}, which only compares characters, reaches ${floor.value.toFixed(2)} (difference ${signed(floor.margin!)}, 95 % interval ${signed(low)} to ${signed(high)}).`,
        },
        evidence: [
          { series, model, measure: 'concordance' },
          { series, model: floor.model, measure: 'concordance' },
        ],
      }
    })

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`
}
