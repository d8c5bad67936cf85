import { analysisSources } from './sources/analyses.ts'
import { methodSources } from './sources/methods.ts'
import { modelSources } from './sources/models.ts'
import type { Source } from './sources/source.ts'

/** All that may be cited: methods, then published analyses, then models. */
export const sources: readonly Source[] = [...methodSources, ...analysisSources, ...modelSources]
