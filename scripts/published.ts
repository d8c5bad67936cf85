import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { publishedAnalyses } from '../src/published/catalogue.ts'
import { printedBy } from './printed.ts'

/**
 * Runs every published analysis on the bundled model and on the encoder in a folder, and writes their tables into
 * docs/published.md, each between the marks of its name; what stands round them is written by hand.
 * `npm run published -- FOLDER`, some minutes. Answers are kept in .numeracy.
 */
const page = 'docs/published.md'
const [folder = '.numeracy/models/all-MiniLM-L6-v2'] = process.argv.slice(2)
if (!existsSync(folder))
  throw new Error(
    `There is no folder ${folder}; give that of all-MiniLM-L6-v2 as ONNX: npm run published -- FOLDER.`,
  )

let text = readFileSync(page, 'utf8')
for (const { id } of publishedAnalyses) {
  const [start, end] = [`<!-- ${id} -->`, `<!-- end of ${id} -->`]
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`${page} has no marks ${start} and ${end}.`)
  const [, ...lines] = (await reproduced(id)).trimEnd().split('\n')
  text = `${text.slice(0, from + start.length)}\n${lines.join('\n')}\n\n${text.slice(to)}`
}
writeFileSync(page, text)

/** What `numeracy reproduce ID --markdown` prints. */
async function reproduced(id: string): Promise<string> {
  const models = ['--embed', 'bundled:use-lite', '--embed', folder]
  const { code, printed } = await printedBy(['reproduce', id, ...models, '--markdown'], '')
  if (code !== 0) throw new Error(`reproduce ${id} ended with ${code}.`)
  return printed
}
