import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'

interface Props {
  readonly title: string
  readonly children: () => ComponentChildren
}

/** What is made only when it is unfolded. */
export function Folded({ title, children }: Props) {
  const open = useSignal(false)
  return (
    <details
      onToggle={event => {
        open.value = event.currentTarget.open
      }}
    >
      <summary>{title}</summary>
      {open.value && children()}
    </details>
  )
}
