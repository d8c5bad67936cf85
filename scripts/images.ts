import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { figuresOf } from '../src/plots/figures.ts'
import { figurePng, figureSvg } from '../src/plots/render.ts'
import { darkTheme, lightTheme } from '../src/plots/theme.ts'
import { readRun } from '../src/store/runs.ts'

/** Draws the pictures of the documentation, light and dark, from the run that `npm start` leaves. */
const shown = ['overview', 'lesson', 'caret-integers']
const folder = join(import.meta.dirname, '..', 'docs', 'images')

const run = await readRun(join('numeracy-report', 'run.json'))
mkdirSync(folder, { recursive: true })
for (const figure of figuresOf(run).filter(({ id }) => shown.includes(id))) {
  for (const theme of [lightTheme, darkTheme]) {
    const png = await figurePng(figureSvg(figure, theme), 1.6)
    writeFileSync(join(folder, `${figure.id}-${theme.name}.png`), png)
  }
}
