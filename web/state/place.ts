import { address } from './address.ts'

/** Leads to a part of the page, with a change of what it shows; the address remembers where. */
export function goTo(id: string, changes: Readonly<Record<string, string | null>> = {}): void {
  address({ ...changes, at: id })
  requestAnimationFrame(() => {
    const section = document.getElementById(id)
    section?.scrollIntoView()
    section?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
  })
}
