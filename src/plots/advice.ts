import type { ModelAdvice, SubjectAdvice } from '../experiments/advice.ts'
import { advisedForm, formLabel } from '../findings/advice.ts'
import { signed } from '../findings/number.ts'
import { heads, shownNames } from '../findings/shown-names.ts'
import type { FigureTable, Panel } from './figure.ts'
import { lowestOf, scoreRowsPanel } from './score-rows.ts'

/** The forms of each subject under each other: what a model scores on values that are written so. */
export function advicePanels({ subjects }: ModelAdvice): Panel[] {
  const lowest = lowestOf(subjects.flatMap(({ forms }) => forms.map(scores)))
  return subjects.map(subject => advicePanel(subject, lowest))
}

function scores({ usual, heldOut }: SubjectAdvice['forms'][number]) {
  return {
    value: usual.value,
    interval: usual.interval,
    floor: usual.floor.value,
    other: heldOut?.value ?? null,
  }
}

function advicePanel(advice: SubjectAdvice, lowest: number): Panel {
  const { subject, forms, ranges } = advice
  const advised = advisedForm(advice)
  const [plain] = forms
  const isOwn = ranges.heldOut === null
  return scoreRowsPanel({
    // A series of a reader's own keeps its name as it is.
    title: isOwn ? subject : `${subject.charAt(0).toUpperCase()}${subject.slice(1)}`,
    subtitle: `${isOwn ? ranges.usual : `${ranges.usual}; hollow: ${ranges.heldOut}`}; right: difference to ${plain.id}`,
    alt: `${forms.map(({ id, usual }) => `${id} ${usual.value.toFixed(2)}`).join('; ')}. Advised: ${advised.id}.`,
    rows: forms.map(form => ({
      ...scores(form),
      label: formLabel(form, advice),
      isMarked: form === advised,
      note: form === plain ? plain.id : form.gain === null ? 'range question' : signed(form.gain.difference),
    })),
    lowest,
    labels: { width: 280, length: 33 },
    notes: 110,
    drawing: 300,
    words: {
      axis: shownNames.concordance.en,
      model: shownNames.modelWithInterval.en,
      floor: shownNames.floor.en,
      chance: shownNames.guessing.en,
      ...(!isOwn && { other: 'other range' }),
    },
    table: () => adviceTable(advice),
  })
}

/** All that is known of each form, as numbers. */
export function adviceTable({ forms }: SubjectAdvice): FigureTable {
  return {
    columns: [
      'form',
      'such as',
      ...heads('en', 'concordance', 'from', 'to', 'floor'),
      `over ${forms[0].id}`,
      `${shownNames.from.en}, corrected`,
      `${shownNames.to.en}, corrected`,
      shownNames.adjustedP.en,
      'other range',
      'its floor',
    ],
    rows: forms.map(({ id, example, question, usual, heldOut, gain }) => [
      id,
      question === null ? example : `${question.below}, ${question.above}`,
      ...[
        usual.value,
        usual.interval?.[0],
        usual.interval?.[1],
        usual.floor.value,
        gain?.difference,
        gain?.corrected?.[0],
        gain?.corrected?.[1],
        gain?.adjusted,
        heldOut?.value,
        heldOut?.floor.value,
      ].map(value => (value === undefined ? null : Number(value.toFixed(3)))),
    ]),
  }
}
