import { useSignal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** The width of an element in whole CSS pixels, as the page changes; 0 before it is known. */
export function useWidth<Kind extends HTMLElement>(): [RefObject<Kind>, number] {
  const element = useRef<Kind>(null)
  const width = useSignal(0)
  useLayoutEffect(() => {
    const measure = () => {
      width.value = Math.floor(element.current?.clientWidth ?? 0)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element.current!)
    return () => observer.disconnect()
  }, [width])
  return [element as RefObject<Kind>, width.value]
}
