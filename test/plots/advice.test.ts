import { describe, expect, test } from 'vitest'
import { textWidth } from '../../src/base/text-width.ts'
import { adviseModel, type ModelAdvice } from '../../src/experiments/advice.ts'
import { advicePanels } from '../../src/plots/advice.ts'
import { figureSvg } from '../../src/plots/render.ts'
import { lightTheme } from '../../src/plots/theme.ts'
import type { Subject } from '../../src/series/subject.ts'
import { subjectNamed } from '../../src/series/subjects.ts'
import { asking, namedEmbedder } from '../experiments/fixtures/asking.ts'

async function adviceOn(...subjects: readonly Subject[]): Promise<ModelAdvice> {
  const { subjects: advised, ...model } = await adviseModel(namedEmbedder(), subjects, {
    ...asking(),
    seed: 1,
    listen: () => {},
  })
  return { ...model, subjects: advised }
}

/** The texts of a panel, as a reader of the picture sees them. */
function textsOf(advice: ModelAdvice): string[] {
  return advicePanels(advice).flatMap(panel => {
    const svg = figureSvg({ title: '', panels: [panel], kind: 'overview' }, lightTheme)
    return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text)
  })
}

describe('the plot of advice', () => {
  test('labels each form by what it writes, whole, and no two alike', async () => {
    const advice = await adviceOn(subjectNamed('times'))
    const [{ forms }] = advice.subjects
    const texts = textsOf(advice)
    const labels = texts.filter(text =>
      forms.some(({ example, question }) => text.startsWith(question?.below ?? example)),
    )
    expect(labels).toHaveLength(forms.length)
    expect(new Set(labels).size).toBe(forms.length)
    expect(texts).toContain('Times')
    const [{ frame }] = advicePanels(advice)
    for (const label of labels) {
      expect(label).not.toContain('…')
      expect(frame.left, label).toBeGreaterThanOrEqual(8 + 7 * textWidth(label))
    }
  }, 120_000)

  test('tells forms that write an example alike apart by their names, and marks the plain one', async () => {
    const write = (value: number) => `${value} items`
    const draw = (random: () => number) => Math.floor(1000 * random())
    const advice = await adviceOn({
      id: 'counts',
      family: 'number',
      ruler: 'linear',
      period: null,
      usual: { title: '0 to 999', draw },
      heldOut: null,
      forms: [
        { id: 'plain', write },
        { id: 'grouped', write },
        { id: 'labelled', write: value => `count: ${value}` },
      ],
      question: { below: bound => `below ${bound}`, above: bound => `above ${bound}`, of: 'plain' },
    })
    const [{ forms }] = advice.subjects
    const texts = textsOf(advice)
    expect(texts).toContain(`${forms[0].example} (plain)`)
    expect(texts).toContain(`${forms[1].example} (grouped)`)
    expect(texts).toContain(forms[2].example)
    expect(texts.filter(text => text === 'plain')).toHaveLength(1)
    // What the plain form is told beside: how much more or less the others score.
    expect(texts.filter(text => /^(?:[+−]0\.\d+|0\.0+)/.test(text)).length).toBeGreaterThanOrEqual(2)
    expect(texts.filter(text => text === 'range question')).toHaveLength(1)
    expect(texts).toContain(forms[3].question!.below)
    // A name of a reader's own is not written with a capital.
    expect(texts).toContain('counts')
    expect(texts).toContain('0 to 999; right: difference to plain')
  }, 120_000)
})
