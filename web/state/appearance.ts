import { computed, effect, signal } from '@preact/signals'
import { addressed } from './address.ts'
import { isPrinting } from './print.ts'

export const appearances = ['auto', 'light', 'dark'] as const
export type Appearance = (typeof appearances)[number]

/** What the reader chose; `auto` follows the system. */
export const appearance = computed<Appearance>(
  () => appearances.find(each => each === addressed('theme')) ?? 'auto',
)

const system = matchMedia('(prefers-color-scheme: dark)')
const systemIsDark = signal(system.matches)
system.addEventListener('change', () => {
  systemIsDark.value = system.matches
})

/** Whether the page is dark now: what is drawn on a canvas is drawn again when it changes. Paper never is. */
export const isDark = computed(
  () => !isPrinting.value && (appearance.value === 'auto' ? systemIsDark.value : appearance.value === 'dark'),
)

effect(() => {
  const scheme = appearance.value === 'auto' ? 'light dark' : appearance.value
  document.documentElement.style.colorScheme = isPrinting.value ? 'light' : scheme
})
