/** A source of pseudo-random numbers in [0, 1). */
export type Random = () => number

/** A source that goes on from its state, which a kernel may take, draw from and put back. */
export interface SeededRandom extends Random {
  /** The three words of sfc32, and its counter. */
  readonly state: Int32Array
}

/**
 * The one source of randomness: sfc32 (Chris Doty-Humphrey, PractRand 2010), its state filled from the seed
 * and the names of the use by a 32-bit FNV-1a hash, so that each use has a stream of its own and adding a
 * use changes no other.
 *
 * @param seed the run's seed, any integer
 * @param purpose what the stream is for, such as ['bootstrap', 'integers']
 */
export function seededRandom(seed: number, ...purpose: readonly string[]): SeededRandom {
  const name = [String(seed), ...purpose].join('\u0000')
  const state = new Int32Array(4)
  state[0] = hash32(name, 0x811c9dc5)
  state[1] = hash32(name, state[0] ^ 0x9e3779b9)
  state[2] = hash32(name, state[1] ^ 0x85ebca6b)
  state[3] = 1
  const next = () => {
    const b = state[1]
    const c = state[2]
    const sum = (state[0] + b + state[3]) | 0
    state[3]++
    state[0] = b ^ (b >>> 9)
    state[1] = c + (c << 3)
    state[2] = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 4294967296
  }
  for (let warmUp = 0; warmUp < 15; warmUp++) next()
  return Object.assign(next, { state })
}

/** An integer in [0, below), from one draw. */
export function randomInteger(random: Random, below: number): number {
  return Math.floor(random() * below)
}

/** A number of the standard normal distribution, from two draws (Box and Muller 1958). */
export function standardNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** The items in a random order (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const order = [...items]
  for (let place = order.length - 1; place > 0; place--) {
    const other = randomInteger(random, place + 1)
    ;[order[place], order[other]] = [order[other], order[place]]
  }
  return order
}

function hash32(text: string, basis: number): number {
  let hash = basis
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i)
    hash = Math.imul(hash, 0x01000193)
  }
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) | 0
}
