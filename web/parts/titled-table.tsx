import type { ComponentChildren } from 'preact'
import { Glossed } from './glossed.tsx'
import { Scroll } from './scroll.tsx'

interface Props {
  /** What the table holds. */
  readonly label: string
  readonly columns: readonly string[]
  readonly kind?: string
  /** Its rows. */
  readonly children: ComponentChildren
}

/** A table under a row of titles; it scrolls where the page is narrow. */
export function TitledTable({ label, columns, kind, children }: Props) {
  return (
    <Scroll label={label}>
      <table class={kind}>
        <thead>
          <tr>
            {/* Of a column of signs: an empty title would be read out as one. */}
            {columns.map(title =>
              title === '' ? (
                <td />
              ) : (
                <th scope="col">
                  <Glossed text={title} />
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </Scroll>
  )
}
