import type { AnswerCache } from '../../src/store/answer-cache.ts'

/** Answers in a map, for tests of what reads and writes them; derived results are not kept. */
export function memoryAnswers(): AnswerCache {
  const values = new Map<string, Uint8Array>()
  const name = (key: Uint8Array) => Buffer.from(key).toString('hex')
  return {
    path: null,
    read: keys => keys.map(key => values.get(name(key))),
    count: keys => keys.filter(key => values.has(name(key))).length,
    write: (_, entries) => {
      for (const { key, value } of entries) values.set(name(key), value)
    },
    readDerived: () => undefined,
    writeDerived: () => {},
    summary: () => [],
    clear: () => 0,
    close: () => {},
  }
}
