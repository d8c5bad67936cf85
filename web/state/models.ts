import { computed } from '@preact/signals'
import { modelRows } from '../../src/findings/comparison/model-rows.ts'
import { maxListedModels } from '../../src/report/use-sections.ts'
import { language } from './language.ts'
import { chosen, runs } from './runs.ts'

/** Every model of the page in a row, best first. */
export const rows = computed(() => modelRows(runs.value, language.value))

/** Whether several runs are compared: the page then begins with all of their models. */
export const hasSeveralRuns = computed(() => runs.value.length > 1 && rows.value.length > 1)

/** Whether the run that is shown has more models than can be read one after the other. */
export const hasManyModels = computed(
  () => rows.value.filter(({ parts }) => parts.includes(chosen.value?.name ?? '')).length > maxListedModels,
)

/** More models than this stand in rows of a table rather than in columns. */
export const maxModelColumns = 4
