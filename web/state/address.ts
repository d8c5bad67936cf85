import { signal } from '@preact/signals'

/**
 * What the address bar says behind its #: the state of the page that a link should open again. Each part of the
 * page owns names of its own.
 */
const parameters = signal(read())

addEventListener('hashchange', () => {
  parameters.value = read()
})

function read(): URLSearchParams {
  return new URLSearchParams(location.hash.slice(1))
}

/** The value of a name in the address; null where it has none. */
export function addressed(name: string): string | null {
  return parameters.value.get(name)
}

/** The address with some names changed; null takes a name out. */
export function addressWith(changes: Readonly<Record<string, string | null>>): string {
  const next = new URLSearchParams(parameters.value)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  return `#${next}`
}

/** Changes the address, without a step in the history. */
export function address(changes: Readonly<Record<string, string | null>>): void {
  history.replaceState(history.state, '', addressWith(changes))
  parameters.value = read()
}
