import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../src/base/random.ts'
import { domains } from '../../../src/experiments/search/domains.ts'
import { directions, forms, searchKinds } from '../../../src/experiments/search/field.ts'
import { type SearchQuestion, searchQuestions } from '../../../src/experiments/search/questions.ts'
import { slipsOf } from '../../../src/experiments/search/slips.ts'
import { readRecord, readWanted } from './reader.ts'

const seeds = [1, 2, 3, 7, 20_260_101]
const drawn = seeds.map(seed => searchQuestions(seed, 'usual'))
const all = drawn.flat()
const ofKind = (kind: SearchQuestion['kind']) => all.filter(each => each.kind === kind)
const right = ({ candidates }: SearchQuestion) => candidates.filter(({ grade }) => grade === 1)
/** A text with all its numbers, and whatever joins them, left out. */
const wordsOf = (text: string) => text.replaceAll(/[\d.,:-]+/g, '#')

describe('the questions of search', () => {
  test('are twelve of each kind in each of nine domains, half of them controlled', () => {
    expect(domains).toHaveLength(9)
    for (const questions of drawn)
      for (const { id } of domains)
        for (const kind of searchKinds) {
          const own = questions.filter(each => each.domain === id && each.kind === kind)
          expect(own).toHaveLength(12)
          expect(own.filter(({ controlled }) => controlled)).toHaveLength(6)
          expect(own.every(({ candidates }) => candidates.length === 30)).toBe(true)
        }
  })

  test('are forty, to more records, at full size', () => {
    const full = searchQuestions(1, 'full')
    expect(full).toHaveLength(9 * 4 * 40)
    for (const { id } of domains)
      for (const direction of directions)
        expect(full.filter(each => each.domain === id && each.direction === direction)).toHaveLength(10)
    expect(full.filter(({ controlled }) => controlled)).toHaveLength(full.length / 2)
  })

  test('are the same for the same seed, and others for another', () => {
    expect(searchQuestions(1, 'usual')).toEqual(drawn[0])
    const texts = new Set(drawn[0].map(({ text }) => text))
    expect(drawn[1].filter(({ text }) => texts.has(text)).length).toBeLessThan(drawn[1].length / 4)
  })

  test('each have an id of their own', () => {
    for (const questions of drawn) expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length)
  })

  test('ask each direction of a range equally often, with and without control', () => {
    for (const direction of directions) {
      const own = ofKind('range').filter(each => each.direction === direction)
      expect(own).toHaveLength(seeds.length * 27)
      const controlled = own.filter(each => each.controlled).length
      expect(Math.abs(2 * controlled - own.length)).toBeLessThanOrEqual(seeds.length)
    }
  })

  test('put a range and its opposite to the same records in the same order', () => {
    for (const questions of drawn) {
      const units = Map.groupBy(
        questions.filter(({ kind }) => kind === 'range'),
        ({ unit }) => unit,
      )
      for (const pair of units.values()) {
        expect(pair.map(({ direction }) => direction).join()).toMatch(/^(under,over|between,outside)$/)
        const [one, other] = pair.map(({ candidates }) => candidates)
        expect(one.map(({ text }) => text)).toEqual(other.map(({ text }) => text))
        for (const [at, { grade }] of one.entries()) expect(grade + other[at].grade).toBe(1)
      }
    }
  })

  test('have no text twice among their candidates', () => {
    for (const { id, candidates } of all)
      expect(new Set(candidates.map(({ text }) => text)).size, id).toBe(candidates.length)
  })

  test('share every word but the number among the candidates where they are controlled', () => {
    for (const { id, kind, controlled, candidates } of all) {
      const different = Map.groupBy(candidates, ({ text }) => wordsOf(text))
      // An exact question has one candidate whose wrong number is in another format.
      if (controlled) expect(different.size, id).toBeLessThanOrEqual(kind === 'exact' ? 2 : 1)
      else expect(different.size, id).toBeGreaterThanOrEqual(20)
    }
  })

  test('use each form of record in about a third of the questions, and one form in a question', () => {
    for (const form of forms) {
      const share = all.filter(each => each.form === form).length / all.length
      expect(Math.abs(share - 1 / 3)).toBeLessThan(0.05)
    }
    for (const { form, candidates } of all)
      expect(candidates.every(({ text }) => text.startsWith('{') === (form === 'json'))).toBe(true)
  })
})

describe('what is right', () => {
  test('is what the texts themselves say, read by another reader', () => {
    for (const question of all) {
      const values = question.candidates.map(({ text }) => readRecord(question, text))
      expect(values, question.id).toEqual(question.candidates.map(({ value }) => value))
    }
  })

  test('is exactly one candidate of an exact question and of one about formats', () => {
    for (const question of [...ofKind('exact'), ...ofKind('format')]) {
      expect(right(question), question.id).toHaveLength(1)
      const [asked] = readWanted(question)
      expect(right(question)[0].value, question.text).toBe(asked)
      expect(question.candidates.filter(({ value }) => value === asked)).toHaveLength(1)
    }
  })

  test('of a range lies inside by its value, and no value equals a limit', () => {
    for (const question of ofKind('range')) {
      const [a, b = a] = readWanted(question)
      expect(a).toBeLessThanOrEqual(b)
      const inside = {
        under: (value: number) => value < a,
        over: (value: number) => value > a,
        between: (value: number) => a < value && value < b,
        outside: (value: number) => value < a || value > b,
      }[question.direction!]
      for (const { value, grade } of question.candidates) {
        expect([a, b], question.text).not.toContain(value)
        expect(grade, `${question.text}: ${value}`).toBe(inside(value) ? 1 : 0)
      }
      const count = right(question).length
      expect(Math.min(count, 30 - count)).toBeGreaterThanOrEqual(5)
    }
  })

  test('of a range is something, and so is what is not, whatever the seed', () => {
    for (let seed = 100; seed < 140; seed++)
      for (const { id, kind, candidates } of searchQuestions(seed, 'usual')) {
        const count = candidates.filter(({ grade }) => grade === 1).length
        if (kind === 'range') expect(Math.min(count, 30 - count), `${seed} ${id}`).toBeGreaterThanOrEqual(5)
      }
  })

  test('of a near question falls with the distance on the ruler of the field', () => {
    for (const question of ofKind('near')) {
      const [asked] = readWanted(question)
      const distance = (value: number) => {
        if (question.field === 'dose') return Math.abs(Math.log(value / asked))
        const apart = Math.abs(value - asked)
        return question.domain === 'events' && question.field === 'time'
          ? Math.min(apart, 1440 - apart)
          : apart
      }
      const wrong = question.candidates.flatMap(one =>
        question.candidates.filter(other => {
          const side = distance(other.value) - distance(one.value)
          const grades = one.grade - other.grade
          return Math.abs(side) > 1e-9 ? Math.sign(grades) !== Math.sign(side) : Math.abs(grades) > 1e-8
        }),
      )
      expect(wrong, question.text).toEqual([])
    }
  })

  test('is written in another way in a question about formats, and as it stands in an exact one', () => {
    for (const question of ofKind('format')) {
      const asked = /\d.*$/.exec(question.text)![0]
      expect(right(question)[0].text, question.text).not.toContain(asked)
    }
    for (const question of ofKind('exact')) {
      const number = /\d[\d,.:-]*\d|\d/.exec(question.text)![0]
      expect(right(question)[0].text, question.text).toContain(number)
    }
  })

  test('stands among slips: of an exact question a digit off, two swapped, a digit too many', () => {
    const numbers = ofKind('exact').filter(({ field }) => field === 'number' || field === 'tracking')
    expect(numbers.length).toBeGreaterThan(50)
    for (const question of numbers) {
      const text = String(right(question)[0].value)
      const others = question.candidates.map(({ value }) => String(value))
      const different = (other: string) => Array.from(text).filter((digit, at) => digit !== other[at]).length
      expect(others.some(other => other.length === text.length && different(other) === 1)).toBe(true)
      expect(others).toContain(`${text}0`)
      const sorted = (digits: string) => Array.from(digits).sort().join('')
      expect(others.some(other => different(other) === 2 && sorted(other) === sorted(text))).toBe(true)
    }
  })
})

describe('slips', () => {
  test('are values that the field can have, and no value that is taken', () => {
    const random = seededRandom(1, 'test')
    for (const domain of domains)
      for (const field of Object.values(domain.fields))
        for (let turn = 0; turn < 40; turn++) {
          const value = field.draw(random)
          const taken = new Set([field.draw(random), field.draw(random)])
          const slips = slipsOf(field, value, taken, random)
          expect(new Set(slips).size).toBe(slips.length)
          for (const slip of slips) {
            expect(slip).not.toBe(value)
            expect(taken.has(slip)).toBe(false)
            expect(field.code.read(field.code.write(slip))).toBe(slip)
          }
        }
  })
})
