/**
 * A model of one's own through its training: probes every checkpoint and prints how often the closer of two numbers
 * is scored higher. The model here is a toy that forgets its noise as it is trained.
 */
import { defineEmbedder, probe } from 'numeracy'

const steps = [0, 100, 1000]
const models = steps.map(step =>
  defineEmbedder(texts => texts.map(text => embedding(text, step)), {
    name: 'toy',
    revision: `step-${step}`,
  }),
)

const run = await probe({ models, series: ['integers'], experiments: ['pairs'] }, { cache: '.numeracy' })
for (const { model, id, value, interval } of run.measures) {
  if (id !== 'concordance' || interval === null || value === null) continue
  const [low, high] = interval
  console.log(`${model}: ${value.toFixed(3)}, ${low.toFixed(2)} to ${high.toFixed(2)}`)
}

/** The digits of a text as a direction between two axes, with noise that shrinks with the steps. */
function embedding(text: string, step: number): number[] {
  const value = Number.parseFloat(text.replaceAll(/[^\d.]/g, '')) || 0
  const angle = Math.atan(value / 50) + Math.sin(value ** 2) / (1 + step / 20)
  return [Math.cos(angle), Math.sin(angle)]
}
