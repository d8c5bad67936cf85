import { hovered, type Pair, pin, shownPair } from '../../state/pair.ts'

const steps: Readonly<Record<string, readonly [anchor: number, document: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Arrow keys walk over the n × n pairs; Enter or Space pins the one that is shown, Escape releases it. */
export function pairKeys(n: number): (event: KeyboardEvent) => void {
  return event => {
    const next = movedBy(event.key, shownPair.value, n)
    if (next !== undefined) hovered.value = next
    else if (event.key === 'Enter' || event.key === ' ') pin(shownPair.value)
    else if (event.key === 'Escape') pin(null)
    else return
    event.preventDefault()
  }
}

/** The pair that an arrow key leads to; undefined for any other key. */
function movedBy(key: string, from: Pair | null, n: number): Pair | undefined {
  const step = steps[key]
  if (step === undefined) return undefined
  if (from === null) return { anchor: 0, document: 0 }
  const within = (place: number) => Math.max(0, Math.min(n - 1, place))
  return { anchor: within(from.anchor + step[0]), document: within(from.document + step[1]) }
}
