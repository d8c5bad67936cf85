import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

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
    const show = () => {
      near.value = true
    }
    const observer = new IntersectionObserver(
      entries => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) show()
      },
      { rootMargin: '400px' },
    )
    observer.observe(place.current!)
    addEventListener('beforeprint', show)
    return () => {
      observer.disconnect()
      removeEventListener('beforeprint', show)
    }
  }, [near])
  return (
    <div ref={place} class="near" style={near.value ? {} : { aspectRatio: aspect }}>
      {near.value && children()}
    </div>
  )
}
