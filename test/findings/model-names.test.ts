import { describe, expect, test } from 'vitest'
import { modelName, shortSpec } from '../../src/findings/finding.ts'
import { askedNames, namesOfModel } from '../../src/findings/model-names.ts'
import type { RunModel } from '../../src/store/run.ts'
import { fakeEmbedder, fakeReranker } from '../models/fakes.ts'

const model = (kind: RunModel['kind'], spec: string, about: Partial<RunModel> = {}): RunModel => ({
  id: `${kind}:${spec}`,
  label: null,
  spec,
  kind,
  identity: { provider: 'folder', model: 'encoder' },
  standIn: false,
  ...about,
})

describe('namesOfModel', () => {
  const folder = model('embedder', '../models/encoder?dtype=q8')
  const standIn = model('reranker', 'bundled:use-lite', { standIn: true, identity: {} })
  const run = { models: [folder, standIn] }

  test('are the id, the spec, what tables and sentences make of them, and the name of the cache', () => {
    expect(namesOfModel(run, folder)).toEqual([
      'embedder:../models/encoder?dtype=q8',
      '../models/encoder?dtype=q8',
      'encoder',
      'embedder:encoder',
      'encoder as embedder',
      'encoder（向量模型）',
      'folder:encoder',
    ])
  })

  test('of what stands in hold the name that says so', () => {
    expect(namesOfModel(run, standIn)).toContain('bundled:use-lite standing in as reranker')
    expect(namesOfModel(run, standIn)).toContain('bundled:use-lite as reranker')
  })

  test('hold what each output calls a model, also where options tell two apart', () => {
    const other = model('embedder', '../models/encoder')
    const both = { models: [folder, other] }
    for (const each of both.models) {
      for (const shown of [shortSpec(both, each), modelName(both, each.id), modelName(both, each.id, 'zh')]) {
        expect(namesOfModel(both, each)).toContain(shown)
        expect(both.models.filter(one => namesOfModel(both, one).includes(shown))).toEqual([each])
      }
    }
  })
})

describe('askedNames', () => {
  const asked = (spec: string, label: string | null = null) => ({
    id: `embedder:${label ?? spec}`,
    spec,
    label,
    model: fakeEmbedder(),
  })

  test('are those that a run of these models shows', () => {
    const stands = {
      id: 'reranker:test:fake',
      spec: 'test:fake',
      model: { ...fakeReranker(), standIn: true },
    }
    const models = [asked('../models/encoder?dtype=q8'), asked('./x', 'step-500'), stands]
    expect([...askedNames(models)]).toEqual([
      ['embedder:../models/encoder?dtype=q8', 'encoder as embedder'],
      ['embedder:step-500', 'step-500 as embedder'],
      ['reranker:test:fake', 'test:fake standing in as reranker'],
    ])
  })

  test('tell two of one folder apart', () => {
    const names = askedNames([asked('./encoder?dtype=q8'), asked('./encoder')])
    expect([...names.values()]).toEqual(['encoder?dtype=q8 as embedder', 'encoder as embedder'])
  })
})
