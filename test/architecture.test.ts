import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { effectBreaches } from './architecture/effects.ts'
import { cycles, layerBreaches } from './architecture/layers.ts'
import { nameBreaches } from './architecture/names.ts'
import { sourcesIn } from './architecture/source.ts'

const sources = sourcesIn(join(import.meta.dirname, '..', 'src'))

describe('the architecture', () => {
  test('the sources are found, with their imports', () => {
    expect(sources.length).toBeGreaterThan(50)
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(100)
  })

  test('a file imports its own folder and lower ones only', () => {
    expect(layerBreaches(sources)).toEqual([])
  })

  test('no file imports itself by way of others', () => {
    expect(cycles(sources)).toEqual([])
  })

  test('network, disk, clock, chance and heavy libraries stay at the edge', () => {
    expect(effectBreaches(sources)).toEqual([])
  })

  test('files are named after a concept, in kebab-case, short and without default exports', () => {
    expect(nameBreaches(sources)).toEqual([])
  })
})
