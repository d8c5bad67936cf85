import { render } from 'preact'
import { unpackRuns } from '../src/report/packed-runs.ts'
import { App } from './app.tsx'
import { addressed } from './state/address.ts'
import { runs } from './state/runs.ts'
import './style.css'

start()
  .catch(error => {
    // The plain report is in the page; it was only hidden.
    document.documentElement.classList.remove('app')
    throw error
  })
  .finally(() => dispatchEvent(new Event('numeracy-ready')))

async function start(): Promise<void> {
  runs.value = await unpackRuns(document.getElementById('numeracy-runs')!.textContent!.trim())
  render(<App />, document.getElementById('app')!)
  document.getElementById('plain')?.remove()
  const place = addressed('at')
  if (place !== null) document.getElementById(place)?.scrollIntoView()
  performance.mark('numeracy-ready')
}
