import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { isPrinting } from '../state/print.ts'

interface Props {
  /** Width over height of the room that is kept meanwhile. */
  readonly aspect: number
  readonly children: () => ComponentChildren
}

/** What is drawn only when it comes near the part of the page in sight, or goes to paper. */
export function Near({ aspect, children }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const near = useSignal(false)
  useEffect(() => {
    const observer = new IntersectionObserver(
      entries => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) near.value = true
      },
      { rootMargin: '400px' },
    )
    observer.observe(place.current!)
    return () => observer.disconnect()
  }, [near])
  const isDrawn = near.value || isPrinting.value
  return (
    <div ref={place} class="near" style={isDrawn ? {} : { aspectRatio: aspect }}>
      {isDrawn && children()}
    </div>
  )
}
