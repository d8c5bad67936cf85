import { resolve } from 'node:path'
import { NumeracyError } from '../base/error.ts'
import { makeNamedFolder } from '../store/folders.ts'
import { unwritable } from '../store/whole-file.ts'
import type { Context } from './context.ts'

/** Collects an option that may repeat. */
export function repeated(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value]
}

/** A whole number of an option. */
export function wholeNumber(option: string): (value: string) => number {
  return value => {
    if (!/^[+-]?\d{1,15}$/.test(value)) {
      throw new NumeracyError(
        'usage',
        `${option}: got ${JSON.stringify(value)}; expected a whole number, such as ${option} 1.`,
      )
    }
    return Number(value)
  }
}

/** A width of a figure on paper. @returns millimetres */
export function millimetres(option: string): (value: string) => number {
  return value => {
    const width = /^\d{1,4}(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN
    if (width >= 20 && width <= 1000) return width
    throw new NumeracyError(
      'usage',
      `${option}: got ${JSON.stringify(value)}; expected a width in millimetres from 20 to 1000, such as ${option} 170.`,
    )
  }
}

/** One of a few words of an option. */
export function oneOf<Word extends string>(option: string, words: readonly Word[]): (value: string) => Word {
  return value => {
    const word = words.find(each => each === value)
    if (word === undefined) {
      throw new NumeracyError(
        'usage',
        `${option}: got ${JSON.stringify(value)}; expected one of ${words.join(', ')}.`,
      )
    }
    return word
  }
}

/**
 * Folder of the cache: --cache, else NUMERACY_CACHE, else .numeracy here. One that is named is made when it is missing.
 * @throws NumeracyError `storage` when it cannot be made: what was to be kept there would be paid for again
 */
export function cacheDirectory(option: string | undefined, { env, cwd }: Context): string {
  const named = option ?? env.NUMERACY_CACHE
  const path = resolve(cwd, named ?? '.numeracy')
  if (named === undefined) return path
  try {
    makeNamedFolder(path)
  } catch (error) {
    if (error instanceof NumeracyError) throw error
    const by = option === undefined ? 'NUMERACY_CACHE' : '--cache'
    throw unwritable(`${by}: the folder ${path} cannot be made`, error, path)
  }
  return path
}
