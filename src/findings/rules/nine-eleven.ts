import type { RunCase, RunFinding } from '../../store/run.ts'
import { type FindingRule, inAll, type Language, modelName } from '../finding.ts'

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
      const asked = [...decimals, version]
      const wrong = asked.some(({ verdict }) => verdict !== 'right')
      return [
        {
          id: 'nine-eleven',
          severity: wrong ? 'warning' : 'info',
          text: inAll(language =>
            language === 'en'
              ? `9.11 or 9.9? ${modelName(run, id)}: ${asked.map(item => told(item, 'en')).join(' ')}`
              : `9.11 还是 9.9？${modelName(run, id, 'zh')}：${asked.map(item => told(item, 'zh')).join('')}`,
          ),
          evidence: [],
        },
      ]
    })

function isNineEleven({ closer, farther }: RunCase): boolean {
  const pair = [closer, farther].map(text => text.replace('version ', ''))
  return pair.includes('9.11') && pair.includes('9.9')
}

function told({ anchor, closer, farther, verdict }: RunCase, language: Language): string {
  if (verdict === 'tie')
    return language === 'en'
      ? `It holds ${closer} and ${farther} equally near to ${anchor}; ${closer} is nearer.`
      : `它认为 ${closer} 与 ${farther} 离 ${anchor} 同样近，其实 ${closer} 更近。`
  const [chosen, other] = verdict === 'right' ? [closer, farther] : [farther, closer]
  return language === 'en'
    ? `It holds ${chosen} nearer to ${anchor} than ${other}, which is ${verdict}.`
    : `它认为 ${chosen} 比 ${other} 更接近 ${anchor}，${verdict === 'right' ? '正确' : '错误'}。`
}
