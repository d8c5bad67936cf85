import { type Random, shuffled } from '../../base/random.ts'
import type { Field } from './field.ts'

/**
 * Wrong values that look like the right one: a digit off, two digits swapped, and a digit too many, or in its place a
 * second digit off where the field has none. Where no two digits can be swapped, a digit is off as well. Three of them
 * unless the value has too few digits for that.
 * @param taken values that none of them may be
 */
export function slipsOf(field: Field, value: number, taken: ReadonlySet<number>, random: Random): number[] {
  const used = new Set([...taken, value])
  const take = (candidates: readonly (number | null)[]) => {
    const found = candidates.find(each => each !== null && !used.has(each))
    if (found !== undefined && found !== null) used.add(found)
    return found ?? null
  }
  const text = field.code.write(value)
  const read = (texts: readonly string[]) => shuffled(texts, random).map(each => readSlip(field, each))
  const off = read(oneOff(text))
  const wrong = [take(off), take(read(swapped(text))) ?? take(off), take([field.tenfold(value)]) ?? take(off)]
  return wrong.filter(each => each !== null)
}

/** The value of a text, null where it is no text that the field gives. */
function readSlip({ code }: Field, text: string): number | null {
  const value = code.read(text)
  return !Number.isNaN(value) && code.write(value) === text ? value : null
}

const digits = Array.from('0123456789')

/** The text with any one digit changed. */
function oneOff(text: string): string[] {
  return placesOf(text).flatMap(place =>
    digits
      .filter(digit => digit !== text[place])
      .map(digit => text.slice(0, place) + digit + text.slice(place + 1)),
  )
}

/** The text with two neighbouring digits swapped. */
function swapped(text: string): string[] {
  const places = placesOf(text)
  return places.slice(1).flatMap((second, at) => {
    const first = places[at]
    if (text[first] === text[second]) return []
    const between = text.slice(first + 1, second)
    return [text.slice(0, first) + text[second] + between + text[first] + text.slice(second + 1)]
  })
}

function placesOf(text: string): number[] {
  return Array.from(text, (character, place) => (/\d/.test(character) ? place : -1)).filter(
    place => place >= 0,
  )
}
