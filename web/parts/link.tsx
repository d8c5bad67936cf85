import type { ComponentChildren } from 'preact'
import { address, addressWith } from '../state/address.ts'

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

/** Leads to a part of the page, with a change of what it shows; the address remembers where. */
function goTo(id: string, changes: Readonly<Record<string, string | null>>): void {
  address({ ...changes, at: id })
  requestAnimationFrame(() => {
    const section = document.getElementById(id)
    section?.scrollIntoView()
    section?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
  })
}
