import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installSystem } from './install-system.ts'
import { npmScript, npmScriptBeside } from './npm-script.ts'
import { sectionsInOrder } from './sections.ts'
import { closingLine, type TestCounts, testCounts } from './test-counts.ts'

/** Ends a run that hangs. A usual one takes less than eight minutes; a busy machine may take more than twice as long. */
const longest = 25 * 60_000

/**
 * The scripts of package.json that must pass before the tests: each row in its order, the rows beside each other. A
 * failed one does not stop the others.
 */
const checks = [['lint'], ['types'], ['build', 'publint']]

const failedSteps: string[] = []
const counts = step('system', installed) ? await checked() : testCounts(undefined)
if (failedSteps.length > 0) {
  process.stdout.write(`\nverify: failed at ${failedSteps.join(', ')}.\n`)
  process.exitCode = 1
}
process.stdout.write(`${closingLine(counts, failedSteps)}\n`)

function step(name: string, run: () => boolean): boolean {
  process.stdout.write(heading(name))
  const passed = run()
  if (!passed) failedSteps.push(name)
  return passed
}

function heading(name: string): string {
  return `\n== ${name}\n`
}

function remaining(): number {
  return Math.max(1, Math.round(longest - performance.now()))
}

function installed(): boolean {
  const problem = installSystem(remaining())
  if (problem !== undefined) process.stderr.write(`${problem}\n`)
  return problem === undefined
}

async function checked(): Promise<TestCounts> {
  await besideEachOther()
  const folder = mkdtempSync(join(tmpdir(), 'numeracy-verify-'))
  const report = join(folder, 'report.json')
  const args = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  // The package that the tests install is what was built above, and need not be built again.
  if (!failedSteps.includes('build')) process.env.NUMERACY_BUILT = 'yes'
  try {
    step('test', () => npmScript('test', { args, milliseconds: remaining() }))
    return testCounts(existsSync(report) ? readFileSync(report, 'utf8') : undefined)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs the checks, and prints them one after the other. */
async function besideEachOther(): Promise<void> {
  const open = sectionsInOrder((stream, part) => void process[stream].write(part))
  const rows = checks.map(row => row.map(name => ({ name, section: open(heading(name)) })))
  const passed = await Promise.all(
    rows.map(async row => {
      const results: boolean[] = []
      for (const { name, section } of row)
        results.push(await npmScriptBeside(name, { milliseconds: remaining() }, section))
      return results
    }),
  )
  failedSteps.push(...checks.flat().filter((_, at) => !passed.flat()[at]))
}
