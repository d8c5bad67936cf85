import { type Random, seededRandom, shuffled } from '../../base/random.ts'
import { roundSignificant } from '../../math/round.ts'
import { rulerDistance } from '../../series/ruler.ts'
import type { Size } from '../experiment.ts'
import { type Domain, domains } from './domains.ts'
import {
  type Direction,
  type Field,
  forms,
  type RecordForm,
  type SearchKind,
  searchKinds,
  type Wordings,
} from './field.ts'
import { oneLimit, twoLimits } from './limits.ts'
import { type RecordSet, recordSet, type SearchRecord } from './records.ts'

/** A question to the records of a domain. */
export interface SearchQuestion {
  /** Unique: domain, kind, direction of a range, number. */
  readonly id: string
  readonly kind: SearchKind
  readonly direction: Direction | null
  readonly domain: string
  readonly field: string
  readonly form: RecordForm
  /** Whether all candidates share every word but the number. */
  readonly controlled: boolean
  /** Questions of one unit stand and fall together: a range and its opposite on the same records. */
  readonly unit: string
  readonly text: string
  /** In an order that says nothing. */
  readonly candidates: readonly SearchCandidate[]
}

export interface SearchCandidate {
  readonly text: string
  /** Of the field that is asked about, in its unit. */
  readonly value: number
  /** near: 1 at the value asked for, falling with the distance on the ruler of the field to 0 for the farthest; else 1 for what is right, 0 for the others. */
  readonly grade: number
}

/** Records that each question is put to. */
const candidateCount = 30

/** Of which so many differ in the words, where they may. */
const otherWords = 20

/** Questions of each kind in each domain; records of each set that are drawn, those with equal words and those without. */
const sizes = {
  usual: { questions: 12, controlled: 21, free: 20 },
  full: { questions: 40, controlled: 40, free: 40 },
} as const satisfies Record<Size, unknown>

/** Those that were drawn last: a program that makes several runs draws them once. */
let last: { readonly key: string; readonly questions: readonly SearchQuestion[] } | null = null

/** All questions of the experiment search, those of a domain together; the same for the same seed. */
export function searchQuestions(seed: number, size: Size): readonly SearchQuestion[] {
  const key = `${seed} ${size}`
  if (last?.key !== key)
    last = { key, questions: domains.flatMap((domain, at) => domainQuestions(domain, at, size, seed)) }
  return last.questions
}

/** @param turn of the domain, by which forms and controls change from one to the next */
function domainQuestions(domain: Domain, turn: number, size: Size, seed: number): SearchQuestion[] {
  const random = seededRandom(seed, 'search', domain.id, size)
  const { questions, controlled, free } = sizes[size]
  const plans = searchKinds.flatMap(kind => plansOf(domain, kind, questions, turn))
  const sets = [...domain.controlled, null].map((only, at) =>
    recordSet(
      domain,
      {
        form: forms[(turn + at) % forms.length],
        only,
        size: only === null ? free : controlled,
        wanted: plans.filter(({ kind, set }) => kind === 'exact' && set === at).map(({ field }) => field),
      },
      random,
    ),
  )
  const maker = { domain, sets, random, asked: new Set<string>(), turns: new Map<string, number>() }
  return plans.flatMap(plan => makers[plan.kind](plan, maker))
}

/** What is asked before a value is drawn. */
interface Plan {
  readonly kind: SearchKind
  /** Of the questions of its kind in its domain; two ranges share one. */
  readonly number: number
  readonly field: string
  /** Which of the sets of records: the first two are controlled. */
  readonly set: number
  /** Of ranges: whether it has one limit or two. */
  readonly limits: 1 | 2
}

/** Half of the questions are put to records that share every word; the fields that fit take turns. */
function plansOf(domain: Domain, kind: SearchKind, questions: number, turn: number): Plan[] {
  const fitting = Object.keys(domain.fields).filter(name => fits(domain.fields[name], kind))
  const sets = [0, 1].filter(set => fitting.includes(domain.controlled[set]))
  const count = kind === 'range' ? questions / 2 : questions
  return Array.from({ length: count }, (_, number) => {
    const limits = number < count / 2 ? 1 : 2
    const place = Math.floor((number + (turn % 2)) / 2)
    if ((number + turn) % 2 === 1)
      return { kind, number, field: fitting[place % fitting.length], set: 2, limits }
    const set = sets[place % sets.length]
    return { kind, number, field: domain.controlled[set], set, limits }
  })
}

function fits({ wordings, otherwise }: Field, kind: SearchKind): boolean {
  if (kind === 'near' || kind === 'range') return wordings[kind] !== undefined
  return wordings.exact !== undefined && (kind === 'exact' || otherwise !== null)
}

/** What questions of a domain are made of. */
interface Maker {
  readonly domain: Domain
  readonly sets: readonly RecordSet[]
  readonly random: Random
  /** Texts that were asked. */
  readonly asked: Set<string>
  /** How many questions of a kind, a set and a field were made. */
  readonly turns: Map<string, number>
}

const makers: Readonly<Record<SearchKind, (plan: Plan, maker: Maker) => SearchQuestion[]>> = {
  near(plan, maker) {
    const { domain, sets, random } = maker
    const field = domain.fields[plan.field]
    const candidates = picked(sets[plan.set], [], random)
    const { text, value } = unasked(maker, () => {
      const drawn = field.draw(random)
      const step = field.roughly(drawn)
      const value = Math.max(step, Math.round(drawn / step) * step)
      return { text: worded(domain, field.wordings.near!, plan, { v: asking(field, value) }), value }
    })
    const distances = candidates.map(({ values }) =>
      roundSignificant(rulerDistance(field.ruler, field.period, values[plan.field], value), 9),
    )
    const farthest = Math.max(...distances)
    const grade = (_: number, at: number) => roundSignificant(1 - distances[at] / farthest, 9)
    return [question(plan, maker, null, text, candidates, grade)]
  },

  range(plan, maker) {
    const { domain, sets, random } = maker
    const field = domain.fields[plan.field]
    const candidates = picked(sets[plan.set], [], random)
    const values = candidates.map(each => each.values[plan.field]).sort((a, b) => a - b)
    const pair = plan.limits === 1 ? (['under', 'over'] as const) : (['between', 'outside'] as const)
    const { limits } = unasked(maker, () => {
      const limits = plan.limits === 1 ? oneLimit(field, values, random) : twoLimits(field, values, random)
      return { limits, text: rangeText(domain, plan, pair[0], limits) }
    })
    const [low, high = low] = limits
    const isInside: Readonly<Record<Direction, (value: number) => boolean>> = {
      under: value => value < low,
      over: value => value > low,
      between: value => value > low && value < high,
      outside: value => value < low || value > high,
    }
    return pair.map(direction => {
      const text = rangeText(domain, plan, direction, limits)
      return question(plan, maker, direction, text, candidates, value => (isInside[direction](value) ? 1 : 0))
    })
  },

  exact(plan, maker) {
    const { domain, sets, random } = maker
    const set = sets[plan.set]
    const field = domain.fields[plan.field]
    const { record, slips } = nextOf(
      maker,
      plan,
      set.targets.filter(each => each.field === plan.field),
    )
    const foreign = set.foreign.get(plan.field)
    const value = record.values[plan.field]
    const near = [record, ...slips, ...(foreign === undefined ? [] : [foreign])]
    const candidates = picked(set, near, random, each => each.values[plan.field] !== value)
    const text = worded(domain, field.wordings.exact!, plan, { v: exactly(field, value, set.form) })
    return [question(plan, maker, null, text, candidates, other => (other === value ? 1 : 0))]
  },

  format(plan, maker) {
    const { domain, sets, random } = maker
    const set = sets[plan.set]
    const field = domain.fields[plan.field]
    const targets = set.targets.filter(each => each.field === plan.field)
    const plain = set.drawn.filter(record => targets.every(target => target.record !== record))
    const { record, slips } = nextOf(maker, plan, [
      ...targets,
      ...plain.map(record => ({ record, slips: [] })),
    ])
    const value = record.values[plan.field]
    const candidates = picked(set, [record, ...slips], random, each => each.values[plan.field] !== value)
    const text = worded(domain, field.wordings.exact!, plan, { v: field.otherwise!(value) })
    return [question(plan, maker, null, text, candidates, other => (other === value ? 1 : 0))]
  },
}

/** The next item of those that a field of a set has for a kind. */
function nextOf<T>({ turns }: Maker, { kind, set, field }: Plan, items: readonly T[]): T {
  const key = `${kind} ${set} ${field}`
  const turn = turns.get(key) ?? 0
  turns.set(key, turn + 1)
  return items[turn % items.length]
}

function question(
  { kind, number, field, set }: Plan,
  { domain, sets }: Maker,
  direction: Direction | null,
  text: string,
  candidates: readonly SearchRecord[],
  grade: (value: number, at: number) => number,
): SearchQuestion {
  const unit = `${domain.id}:${kind}:${number + 1}`
  return {
    id: direction === null ? unit : `${domain.id}:${kind}:${direction}:${number + 1}`,
    kind,
    direction,
    domain: domain.id,
    field,
    form: sets[set].form,
    controlled: sets[set].only !== null,
    unit,
    text,
    candidates: candidates.map(({ text, values }, at) => ({
      text,
      value: values[field],
      grade: grade(values[field], at),
    })),
  }
}

/** Draws until the text is one that was not asked yet; some fields have few values, so not for ever. */
function unasked<T extends { readonly text: string }>({ asked }: Maker, draw: () => T): T {
  let drawn = draw()
  for (let attempt = 0; attempt < 20 && asked.has(drawn.text); attempt++) drawn = draw()
  asked.add(drawn.text)
  return drawn
}

/** Candidates: what must be among them, then of those that may be, written alike. Where words differ, most have words of their own. */
function picked(
  { only, drawn, targets }: RecordSet,
  must: readonly SearchRecord[],
  random: Random,
  may: (record: SearchRecord) => boolean = () => true,
): SearchRecord[] {
  const slips = shuffled(
    targets.flatMap(target => target.slips),
    random,
  )
  const others = shuffled(drawn, random)
  const rest =
    only === null
      ? [...others.slice(0, otherWords), ...slips, ...others.slice(otherWords)]
      : shuffled([...others, ...slips], random)
  const fitting = rest.filter(record => !must.includes(record) && may(record))
  return shuffled([...must, ...fitting.slice(0, candidateCount - must.length)], random)
}

function rangeText(domain: Domain, plan: Plan, direction: Direction, limits: readonly number[]): string {
  const field = domain.fields[plan.field]
  const [a, b = a] = limits.map(limit => asking(field, limit))
  return worded(domain, field.wordings.range![direction], plan, { v: a, a, b })
}

/** The noun of the domain with one of the wordings, which take turns. */
function worded(
  { noun }: Domain,
  wordings: Wordings,
  { number }: Plan,
  values: Readonly<Record<string, string>>,
): string {
  const wording = wordings[number % wordings.length].replaceAll(/\{(\w)\}/g, (_, name) => values[name])
  return wording.startsWith(',') ? noun + wording : `${noun} ${wording}`
}

function exactly(field: Field, value: number, form: RecordForm): string {
  return field.exactly === undefined ? field.write(value, form) : field.exactly(value, form)
}

function asking(field: Field, value: number): string {
  return field.ask === undefined ? exactly(field, value, 'title') : field.ask(value)
}
