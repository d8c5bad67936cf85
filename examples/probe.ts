/** Probes the bundled encoder on two series and prints its verdicts: the library in a few lines. */
import { probe } from 'numeracy'

const run = await probe({
  embed: 'bundled:use-lite',
  series: ['integers', '0..60:3'],
  experiments: ['pairs'],
})
for (const { series, verdict } of run.verdicts) console.log(`${series}: ${verdict}`)
