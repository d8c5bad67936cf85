import type { ComponentChildren } from 'preact'
import { Glossed } from './glossed.tsx'

interface Props {
  /** Stable: links lead to it. */
  readonly id: string
  readonly title: string
  readonly about?: string
  /** What can be done here with a mouse or keys; not on paper. */
  readonly hint?: string
  readonly children: ComponentChildren
}

/** A part of the page under a heading that the contents lead to. */
export function Section({ id, title, about, hint, children }: Props) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} tabIndex={-1}>
        {title}
      </h2>
      {about !== undefined && (
        <p class="about">
          <Glossed text={about} />
          {hint !== undefined && <span class="hint"> {hint}</span>}
        </p>
      )}
      {children}
    </section>
  )
}
