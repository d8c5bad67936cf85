import { NumeracyError, type PublishedAnalysis } from '../index.ts'
import { article2024 } from './article-2024.ts'
import { cacioli2026 } from './cacioli-2026.ts'
import { davies2025 } from './davies-2025.ts'
import { deng2025 } from './deng-2025.ts'
import { marjieh2025 } from './marjieh-2025.ts'
import { naik2019 } from './naik-2019.ts'
import { tempreason2023 } from './tempreason-2023.ts'
import { wallace2019 } from './wallace-2019.ts'

/** Every published analysis. A new one is a file and a line here. */
export const publishedAnalyses: readonly PublishedAnalysis[] = [
  article2024,
  wallace2019,
  naik2019,
  tempreason2023,
  marjieh2025,
  deng2025,
  davies2025,
  cacioli2026,
]

/** @throws NumeracyError `unknown` */
export function publishedAnalysis(id: string): PublishedAnalysis {
  const analysis = publishedAnalyses.find(each => each.id === id)
  if (analysis !== undefined) return analysis
  throw new NumeracyError(
    'unknown',
    `reproduce: got ${JSON.stringify(id)}; expected all, or one of ${publishedAnalyses.map(each => each.id).join(', ')}.`,
    { details: { analysis: id } },
  )
}
