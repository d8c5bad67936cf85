import type { ComponentChildren } from 'preact'

interface Props {
  /** What it holds. */
  readonly label: string
  readonly children: ComponentChildren
}

/** What may be wider than the page, such as a table: it scrolls by itself, by keyboard too. */
export function Scroll({ label, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a stop nobody could scroll it by keyboard
    <section class="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
