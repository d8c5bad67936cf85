/** Probes the bundled encoder on two series and prints its verdicts: the library in a few lines. */
import { catalogueSeries, memoryCache, probe, rangeSeries, resolveEmbedder } from 'numeracy'

const { spec, embedder } = await resolveEmbedder('bundled:use-lite')
const run = await probe(
  {
    models: [{ id: 'encoder', spec, model: embedder }],
    series: [catalogueSeries('integers'), rangeSeries('0..60:3')],
    zeroSeries: [],
    prompts: ['what is the closest item to {d}?'],
    roles: 'same',
    seed: 1,
  },
  {
    cache: memoryCache(),
    listen: () => {},
    now: () => new Date(),
    wait: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
    tool: { version: 'example', node: process.versions.node },
  },
)
for (const { series, verdict } of run.verdicts) console.log(`${series}: ${verdict}`)
