import { signal } from '@preact/signals'
import { useLayoutEffect } from 'preact/hooks'

/** Whether the page goes to paper now. */
export const isPrinting = signal(false)

addEventListener('beforeprint', () => {
  isPrinting.value = true
})
addEventListener('afterprint', () => {
  isPrinting.value = false
})

/**
 * Does what must be there before the page goes to paper. A browser waits for promises that are settled by then, except for
 * no timer, frame or observer.
 */
export function useBeforePrint(prepare: () => void): void {
  useLayoutEffect(() => {
    addEventListener('beforeprint', prepare)
    return () => removeEventListener('beforeprint', prepare)
  }, [prepare])
}
