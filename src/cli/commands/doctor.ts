import { NumeracyError } from '../../base/error.ts'
import type { CheckVerdict } from '../../experiments/doctor/check.ts'
import type { Diagnosis } from '../../experiments/doctor.ts'
import type { DoctorSettings } from '../../usecases/doctor.ts'
import { type Context, settingsOf } from '../context.ts'
import { failGate } from '../gate.ts'
import { aboutSpecs, type OptionsOf, type Program, shared } from '../options.ts'
import { showProgress } from '../progress.ts'
import { hanging, widthOf } from '../wrapped.ts'

function command(program: Program) {
  return program
    .command('doctor')
    .description('check whether the numbers of a model can be trusted')
    .argument('<spec>', 'a model, such as bundled:use-lite')
    .addOption(shared.role)
    .addOption(shared.json)
    .addHelpText(
      'after',
      `${aboutSpecs}\nExit code 1 when a check fails.\n\nExamples:\n  numeracy doctor bundled:use-lite\n  numeracy doctor bundled:use-lite --as reranker --json`,
    )
}

export function addDoctor(program: Program, context: Context): void {
  command(program).action(async (spec, options) => {
    if (await run(spec, options, context)) failGate(program)
  })
}

/** @returns whether a check failed */
async function run(
  spec: string,
  { as, json }: OptionsOf<typeof command>,
  context: Context,
): Promise<boolean> {
  const { doctor } = await import('../../usecases/doctor.ts')
  const progress = showProgress([], context)
  const settings: DoctorSettings = {
    ...settingsOf(context),
    listen: progress.listen,
    onRoles: roles =>
      progress.expect(
        roles.map(role => ({
          title: `${role} ${spec}`,
          owns: event =>
            (event.type === 'measured' || event.type === 'waiting') && event.model === `${role}:${spec}`,
        })),
      ),
  }
  const diagnoses = await progress
    .during(() => doctor({ model: spec, as }, settings))
    .catch(error => {
      if (!context.signal.aborted) throw error
      throw new NumeracyError(
        'interrupted',
        'Interrupted. The doctor keeps no answers: the next run starts from the beginning.',
      )
    })
  context.stdout.write(json ? diagnosisJson(diagnoses) : diagnosisLines(diagnoses, widthOf(context.stdout)))
  return diagnoses.some(({ verdict }) => verdict === 'fail')
}

const marks: Readonly<Record<CheckVerdict, string>> = { pass: '✓', info: '·', warn: '!', fail: '✗' }

const words: Readonly<Record<Diagnosis['verdict'], string>> = {
  pass: 'All checks passed.',
  warn: 'Its numbers can be used with care: read what is marked with !',
  fail: 'Do not trust its numbers until what is marked with ✗ is repaired.',
}

/** Diagnoses in a terminal: a line for each check, and advice under it. */
function diagnosisLines(diagnoses: readonly Diagnosis[], width: number | null): string {
  return diagnoses.map(diagnosis => oneDiagnosis(diagnosis, width)).join('\n')
}

/** Room that a terminal should leave beside the titles; else what was found stands under them. */
const roomBeside = 40

function oneDiagnosis({ spec, role, checks, verdict }: Diagnosis, width: number | null): string {
  const titles = Math.max(...checks.map(({ title }) => title.length))
  const isBeside = width === null || width - titles - 4 >= roomBeside
  const indent = ' '.repeat(isBeside ? titles + 4 : 4)
  const lines = checks.flatMap(({ verdict, title, evidence, advice }) => [
    ...(isBeside
      ? [hanging(evidence, width, `${marks[verdict]} ${title.padEnd(titles)}  `, indent)]
      : [`${marks[verdict]} ${title}`, hanging(evidence, width, indent, indent)]),
    ...(advice === undefined ? [] : [hanging(advice, width, `${indent}→ `, `${indent}  `)]),
  ])
  return `${role} ${spec}\n${lines.map(line => `${line}\n`).join('')}${words[verdict]}\n`
}

/**
 * Diagnoses as one object, whether the model was examined in one role or in both:
 * `{spec, role, checks: [{role, id, title, verdict, evidence, advice?, numbers?}], verdict}`.
 */
function diagnosisJson(diagnoses: readonly Diagnosis[]): string {
  const worst = (['fail', 'warn', 'pass'] as const).find(each =>
    diagnoses.some(({ verdict }) => verdict === each),
  )
  const all = {
    spec: diagnoses[0].spec,
    role: diagnoses.length > 1 ? 'both' : diagnoses[0].role,
    checks: diagnoses.flatMap(({ role, checks }) => checks.map(check => ({ role, ...check }))),
    verdict: worst,
  }
  return `${JSON.stringify(all, null, 2)}\n`
}
