import type { ComponentChildren } from 'preact'
import { addressWith } from '../state/address.ts'
import { goTo } from '../state/place.ts'

interface Props {
  readonly to: string
  /** What else the address says there. */
  readonly changes?: Readonly<Record<string, string | null>>
  readonly children: ComponentChildren
}

/** A link to a part of the page; opened in a new tab it leads there too. */
export function PlaceLink({ to, changes = {}, children }: Props) {
  return (
    <a
      href={addressWith({ ...changes, at: to })}
      onClick={event => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        goTo(to, changes)
      }}
    >
      {children}
    </a>
  )
}
