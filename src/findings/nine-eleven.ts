import type { RunCase, RunFinding } from '../store/run.ts'
import { type FindingRule, modelName } from './finding.ts'

/** 9.9 or 9.11: the article's question, as decimals and as versions. */
export const nineEleven: FindingRule = run =>
  run.models
    .filter(({ kind }) => kind !== 'reference')
    .flatMap(({ id }): RunFinding[] => {
      const find = (anchor: string) =>
        run.cases.find(item => item.model === id && item.anchor === anchor && isNineEleven(item))
      const decimals = ['9', '10'].map(find).filter(item => item !== undefined)
      const version = find('version 10.0')
      if (decimals.length === 0 || version === undefined) return []
      const wrong = [...decimals, version].some(({ verdict }) => verdict !== 'right')
      return [
        {
          id: 'nine-eleven',
          severity: wrong ? 'warning' : 'info',
          text: { en: `9.11 or 9.9? ${modelName(run, id)}: ${[...decimals, version].map(told).join(' ')}` },
          evidence: [],
        },
      ]
    })

function isNineEleven({ closer, farther }: RunCase): boolean {
  const pair = [closer, farther].map(text => text.replace('version ', ''))
  return pair.includes('9.11') && pair.includes('9.9')
}

function told({ anchor, closer, farther, verdict }: RunCase): string {
  if (verdict === 'tie')
    return `It holds ${closer} and ${farther} equally near to ${anchor}; ${closer} is nearer.`
  const [chosen, other] = verdict === 'right' ? [closer, farther] : [farther, closer]
  return `It holds ${chosen} nearer to ${anchor} than ${other}, which is ${verdict}.`
}
