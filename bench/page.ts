import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { findChromium } from '../scripts/chromium.ts'
import { bin } from './command.ts'
import { median } from './paired.ts'

const rounds = 5

/**
 * The report's page by the browser's own clock: how large it is, when it can be worked with, and how long it takes
 * from a movement of the pointer until the pair is shown; of the default run, of 1,000 documents (10⁶ dots), and of
 * all runs of real models that `scripts/models-compared/run.ts` left in `.numeracy/models` or `NUMERACY_MODELS`: those
 * of twelve should take at most 12 MB and be ready within 3 s.
 */
export async function page(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'numeracy-bench-page-'))
  const browser = await chromium.launch({
    executablePath: findChromium()!,
    args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'],
  })
  const runs = globSync(
    join(process.env.NUMERACY_MODELS ?? join('.numeracy', 'models'), 'runs', '*', 'article.json'),
  )
  try {
    return [
      await measured(browser, 'default run', probed(join(folder, 'default'), [])),
      await measured(
        browser,
        '1,000 documents',
        probed(join(folder, 'large'), ['--series', '1..1000', '--no-controls']),
      ),
      ...(runs.length > 1
        ? [
            await measured(
              browser,
              `${runs.length} runs of real models`,
              reported(join(folder, 'many'), runs),
            ),
          ]
        : []),
    ]
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function probed(out: string, options: readonly string[]): string {
  const cache = join(out, '..', 'cache')
  return ended(out, ['probe', ...options, '--out', out, '--cache', cache])
}

function reported(out: string, runs: readonly string[]): string {
  return ended(out, ['report', ...runs, '--out', out, '--cache', join(out, '..', 'cache')])
}

function ended(out: string, args: readonly string[]): string {
  const { status, stderr } = spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`numeracy ${args[0]} failed: ${stderr}`)
  return join(out, 'report.html')
}

async function measured(browser: Browser, name: string, file: string): Promise<string> {
  const ready: number[] = []
  const answers: number[] = []
  for (let round = 0; round < rounds; round++) {
    const opened = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await opened.goto(pathToFileURL(file).href)
    await opened.locator('#app main').waitFor()
    ready.push(await opened.evaluate(() => performance.getEntriesByName('numeracy-ready')[0].startTime))
    answers.push(...(await hoverTimes(opened)))
    await opened.close()
  }
  const sorted = answers.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(1)
  const size = (statSync(file).size / 1e6).toFixed(2)
  return `${name}: ${size} MB; ready after ${(median(ready) / 1000).toFixed(2)} s (${rounds} times); hover answers in ${at(0.5)} ms (median), ${at(0.95)} ms (95 %), ${at(1)} ms (most of ${sorted.length})`
}

/** Milliseconds from a pointer event to the page that shows it, laid out, at places all over the first plot. */
function hoverTimes(opened: Page): Promise<number[]> {
  return opened.evaluate(`(async () => {
    const touch = document.querySelector('#series .plot-touch')
    touch.scrollIntoView()
    await new Promise(resolve => setTimeout(resolve, 300))
    const card = () => document.querySelector('.pair-card')
    const times = []
    for (let at = 0; at < 120; at++) {
      // What is drawn above moves the plot while a comparison of several runs goes on.
      const box = touch.getBoundingClientRect()
      const before = card().textContent
      const start = performance.now()
      touch.dispatchEvent(new PointerEvent('pointermove', {
        bubbles: true,
        clientX: box.left + (0.3 + ((at * 37) % 40) / 100) * box.width,
        clientY: box.top + (0.2 + ((at * 17) % 40) / 100) * box.height,
      }))
      for (let turn = 0; turn < 50 && card().textContent === before; turn++)
        await new Promise(resolve => { const { port1, port2 } = new MessageChannel(); port1.onmessage = resolve; port2.postMessage(0) })
      document.body.getBoundingClientRect()
      if (card().textContent !== before) times.push(performance.now() - start)
    }
    return times
  })()`)
}
