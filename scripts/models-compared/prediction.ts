import { seededRandom, shuffled } from '../../src/base/random.ts'
import { isConstant, spearman } from '../../src/math/correlation.ts'

/** How far one number of models goes with another. */
export interface Prediction {
  readonly models: number
  /** Spearman's rank correlation; null where one of the two is the same for all, or for fewer than three models. */
  readonly rho: number | null
  /**
   * 95 %: Fisher's z with the standard error √((1 + ρ²/2)/(n − 3)) of Bonett and Wright (2000). An approximation that is
   * rough for few models; null for fewer than five, and at ρ = ±1, where it has no width.
   */
  readonly interval: readonly [low: number, high: number] | null
  /** Two-sided, of all orders of the models up to eight of them; of 20,000 random ones for more. */
  readonly p: number | null
}

const mostForAllOrders = 8
const randomOrders = 20_000

/** The rank correlation of two numbers of the same models. O(n! · n) up to eight models. */
export function prediction(x: readonly number[], y: readonly number[]): Prediction {
  const models = x.length
  if (models < 3 || isConstant(x) || isConstant(y)) return { models, rho: null, interval: null, p: null }
  const rho = spearman(x, y)
  return { models, rho, interval: intervalOf(rho, models), p: pOf(x, y, Math.abs(rho)) }
}

function intervalOf(rho: number, models: number): Prediction['interval'] {
  if (models < 5 || Math.abs(rho) > 1 - 1e-12) return null
  const half = 1.959964 * Math.sqrt((1 + rho ** 2 / 2) / (models - 3))
  return [Math.tanh(Math.atanh(rho) - half), Math.tanh(Math.atanh(rho) + half)]
}

/** The share of orders in which the correlation is as far from 0. */
function pOf(x: readonly number[], y: readonly number[], least: number): number {
  const isFar = (order: readonly number[]) => Math.abs(spearman(x, order)) >= least - 1e-9
  if (x.length <= mostForAllOrders) {
    const orders = permutations(y)
    return orders.filter(isFar).length / orders.length
  }
  const random = seededRandom(1, 'prediction')
  let far = 1
  for (let draw = 0; draw < randomOrders; draw++) if (isFar(shuffled(y, random))) far++
  return far / (randomOrders + 1)
}

function permutations(values: readonly number[]): number[][] {
  if (values.length <= 1) return [[...values]]
  return values.flatMap((value, at) =>
    permutations(values.filter((_, place) => place !== at)).map(rest => [value, ...rest]),
  )
}
