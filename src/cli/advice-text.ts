import { type AdviceReport, adviceName, advisedForm, formLabel } from '../findings/advice.ts'
import { ends, signed } from '../findings/number.ts'
import { shownNames } from '../findings/shown-names.ts'
import { verdictWords } from '../measures/verdict.ts'
import { table } from './table.ts'
import { hanging, wrapped } from './wrapped.ts'

type ReportedSubject = AdviceReport['models'][number]['subjects'][number]

/** Advice in a terminal: what to do first, then what it stands on. */
export function adviceText(advice: AdviceReport, width: number | null): string {
  return advice.models
    .map(model => {
      const sentences = model.subjects.map(({ text }) => `${hanging(text.en, width, '→ ', '  ')}\n`).join('')
      const head = `${adviceName(advice, model)}. Concordance: how often is the closer one scored higher? Guessing gets 0.5.`
      const tables = model.subjects.map(subject => subjectText(subject, width))
      return `${wrapped(head, width)}\n\n${sentences}${tables.join('')}`
    })
    .join('\n')
}

function subjectText(subject: ReportedSubject, width: number | null): string {
  const advised = advisedForm(subject)
  const rows = subject.forms.map(form => [
    `${form === advised ? '→' : ' '} ${formLabel(form, subject)}`,
    form.usual.value.toFixed(3),
    form.usual.interval === null ? '' : ends(form.usual.interval),
    form.usual.floor.value.toFixed(3),
    form.gain === null ? '' : signed(form.gain.difference, 3),
    form.gain === null ? '' : form.gain.adjusted < 0.001 ? '<0.001' : form.gain.adjusted.toFixed(3),
    ...(form.heldOut === null ? [] : [form.heldOut.value.toFixed(3)]),
    form.usual.verdict === null ? '' : verdictWords[form.usual.verdict].short,
  ])
  const columns = [
    { title: `  ${subject.subject}, ${subject.ranges.usual}` },
    { title: 'concordance', align: 'right' as const },
    { title: shownNames.interval.en },
    { title: shownNames.floor.en, align: 'right' as const },
    { title: `over ${subject.forms[0].id}`, align: 'right' as const },
    { title: shownNames.adjustedP.en, align: 'right' as const },
    ...(subject.ranges.heldOut === null ? [] : [{ title: subject.ranges.heldOut, align: 'right' as const }]),
    { title: 'verdict' },
  ]
  return `\n${table(columns, rows, width)}${wrapped(subject.question.en, width)}\n`
}
