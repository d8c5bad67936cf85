import { type Answers, articlePrompt, type Block } from '../index.ts'

/** How a model is asked what is near to a text: an embedder by the text alone, a reranker in the article's sentence. */
export function questionOf(kind: Answers['kind'], text: string): string {
  return kind === 'embedder' ? text : articlePrompt.replaceAll('{d}', () => text)
}

/** All similarities of some texts with each other. */
export function squareBlock(kind: Answers['kind'], texts: readonly string[]): Block {
  return { queries: texts.map(text => questionOf(kind, text)), documents: texts }
}

/** The numbers first, first + 1, …: `count` of them. */
export function counting(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => first + at)
}
