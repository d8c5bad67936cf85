import type { Run } from '../../../store/run.ts'

/** A work to cite, and when a run rests on it. Names of authors as BibTeX takes them. */
export interface Source {
  readonly key: string
  readonly type: 'article' | 'inproceedings' | 'misc' | 'book'
  readonly fields: Readonly<Record<string, string>> & {
    readonly author: string
    readonly title: string
    readonly year: string
  }
  readonly isOf: (run: Run) => boolean
}

/** The fields of a preprint. */
export const arxiv = (id: string) => ({
  eprint: id,
  archiveprefix: 'arXiv',
  url: `https://arxiv.org/abs/${id}`,
})
