import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BrowserContextOptions, chromium } from 'playwright-core'
import { figuresOf } from '../src/plots/figures.ts'
import { figurePng, figureSvg } from '../src/plots/render.ts'
import { darkTheme, lightTheme } from '../src/plots/theme.ts'
import { readRun } from '../src/store/runs.ts'
import { findChromium } from './chromium.ts'

/** Makes the pictures of the documentation from the report that `npm start` leaves, or that of another folder: figures and the page itself. */
const root = dirname(import.meta.dirname)
const report = resolve(process.argv[2] ?? join(root, 'numeracy-report'))
const folder = join(root, 'docs', 'images')
mkdirSync(folder, { recursive: true })
await drawFigures(['lesson'])
await photographPage()

async function drawFigures(ids: readonly string[]): Promise<void> {
  const run = await readRun(join(report, 'run.json'))
  for (const figure of figuresOf(run).filter(({ id }) => ids.includes(id))) {
    for (const theme of [lightTheme, darkTheme]) {
      const { png } = await figurePng(figureSvg(figure, theme), 1.6)
      writeFileSync(join(folder, `${figure.id}-${theme.name}.png`), png)
    }
  }
}

interface Photograph {
  readonly name: string
  /** What the address says behind its #. */
  readonly state: string
  /** The part of the page that is at the top. */
  readonly from: string
  readonly options: BrowserContextOptions
}

async function photographPage(): Promise<void> {
  const laptop = { viewport: { width: 1280, height: 860 } }
  const phone = { viewport: { width: 390, height: 860 }, deviceScaleFactor: 2 }
  const picked = 'series=integers&pair=29.9'
  const asked = encodeURIComponent('["9","9.9","9.11"]')
  const photographs: readonly Photograph[] = [
    ...(['light', 'dark'] as const).flatMap(colorScheme =>
      [
        { suffix: colorScheme, language: 'en' },
        { suffix: `zh-${colorScheme}`, language: 'zh' },
      ].flatMap(({ suffix, language }) => [
        {
          name: `page-top-${suffix}`,
          state: `lang=${language}`,
          from: 'h1',
          // As high as the five answers.
          options: { viewport: { width: 1120, height: 770 }, colorScheme },
        },
        {
          name: `page-series-${suffix}`,
          state: `${picked}&lang=${language}`,
          from: '.controls',
          options: { ...laptop, colorScheme },
        },
      ]),
    ),
    { name: 'page-cases', state: '', from: '#cases', options: laptop },
    { name: 'page-ask', state: `ask=${asked}`, from: '#ask', options: laptop },
    { name: 'page-compare', state: '', from: '#compare', options: laptop },
    { name: 'page-chinese-phone', state: 'lang=zh&theme=dark', from: 'h1', options: phone },
  ]
  const browser = await chromium.launch({
    executablePath: findChromium()!,
    args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'],
  })
  for (const { name, state, from, options } of photographs) {
    const page = await browser.newPage({ locale: 'en-US', reducedMotion: 'reduce', ...options })
    await page.goto(`${pathToFileURL(join(report, 'report.html')).href}#${state}`)
    await page
      .locator(from)
      .first()
      .evaluate(element => element.scrollIntoView())
    if (from === '#compare') await page.locator('.differences').waitFor()
    await page.waitForTimeout(500)
    await page.screenshot({ path: join(folder, `${name}.png`) })
    await page.close()
  }
  await browser.close()
}
