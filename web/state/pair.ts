import { batch, computed, signal } from '@preact/signals'
import { address, addressed } from './address.ts'

/** Two documents of the series that is shown, by their places. */
export interface Pair {
  readonly anchor: number
  readonly document: number
}

/** The pair under the pointer. */
export const hovered = signal<Pair | null>(null)

/** The pair that was picked and stays. */
export const pinned = computed<Pair | null>(() => {
  const [anchor, document] = (addressed('pair') ?? '').split('.').map(Number)
  return Number.isInteger(anchor) && Number.isInteger(document) ? { anchor, document } : null
})

/** The pair that is shown: the one under the pointer, else the pinned one. */
export const shownPair = computed(() => hovered.value ?? pinned.value)

export function pin(pair: Pair | null): void {
  batch(() => {
    hovered.value = null
    address({ pair: pair === null ? null : `${pair.anchor}.${pair.document}` })
  })
}
