import type { Random, SeededRandom } from '../base/random.ts'
import { lane, layout, startMachine } from '../base/web-assembly.ts'
import { fourierTables } from './spectrum.ts'
import { spectrumBytes } from './spectrum-bytes.ts'
import { drawPoints, plainSpectrum, type SpectrumKernel } from './spectrum-kernel.ts'

/** The functions of assembly/spectrum.ts. All that they take are sizes and addresses. */
type Functions = Readonly<
  Record<'drawPoints' | 'autocorrelate' | 'explain', (...sizesAndAddresses: number[]) => void>
>

/** Curves that are taken together. */
const eight = 8

let known: SpectrumKernel | undefined

/** The fastest kernel that runs here. */
export function spectrumKernel(): SpectrumKernel {
  known ??= vectorSpectrum() ?? plainSpectrum
  return known
}

/** Several curves at a time, by WebAssembly; undefined where it does not run. */
export function vectorSpectrum(): SpectrumKernel | undefined {
  const machine = startMachine<Functions>(spectrumBytes)
  if (machine === undefined) return undefined
  return {
    autocorrelations({ amplitude, n, dimensions }, random) {
      const size = amplitude.length
      const { cosine, sine, reversed } = fourierTables(size)
      const fours = Math.ceil(dimensions / 4)
      const room = layout()
      const places = {
        amplitude: room(size * 8),
        points: room(fours * size * 2 * lane),
        cosine: room(cosine.length * 8),
        sine: room(sine.length * 8),
        reversed: room(size * 4),
        state: room(lane),
        real: room(size * lane),
        imaginary: room(size * lane),
        power: room(size * 8),
      }
      const memory = machine.memory(room(0))
      new Float64Array(memory, places.amplitude, size).set(amplitude)
      new Float64Array(memory, places.cosine, cosine.length).set(cosine)
      new Float64Array(memory, places.sine, sine.length).set(sine)
      new Uint32Array(memory, places.reversed, size).set(reversed)
      const points = new Float64Array(memory, places.points, fours * size * 4)
      const own = (random as Random & Partial<SeededRandom>).state
      const state = new Int32Array(memory, places.state, 4)
      if (own !== undefined) state.set(own)
      for (let drawn = 0; drawn < 4 * fours; drawn += 2) {
        const start = (drawn >> 2) * size * 4 + ((drawn >> 1) & 1)
        // What is beside the last is not looked at, but its logarithm is taken.
        if (drawn >= dimensions)
          for (let at = 0; at < size; at++) points[start + 4 * at] = points[start + 4 * at + 2] = 0.5
        else if (own === undefined) drawPoints(random, points, start, 4, 2, size)
        else machine.functions.drawPoints(places.state, places.points + 8 * start, 32, 16, size)
      }
      own?.set(state)
      machine.functions.autocorrelate(
        size,
        n,
        dimensions,
        places.amplitude,
        places.points,
        places.cosine,
        places.sine,
        places.reversed,
        places.real,
        places.imaginary,
        places.power,
      )
      return new Float64Array(memory, places.power, size).slice()
    },
    explainedOf(curves) {
      const size = curves[0].length
      const eights = Math.ceil(curves.length / eight)
      let isPut = false
      return ({ columns, count }) => {
        const room = layout()
        const places = {
          curves: room(eights * size * eight * 8),
          out: room(eights * eight * 8),
          columns: room(columns.length * 8),
        }
        const memory = machine.memory(room(0))
        if (!isPut) {
          const all = new Float64Array(memory, places.curves, eights * size * eight).fill(0)
          for (const [curve, values] of curves.entries()) {
            const start = Math.floor(curve / eight) * size * eight + (curve % eight)
            for (let at = 0; at < size; at++) all[start + at * eight] = values[at]
          }
          isPut = true
        }
        new Float64Array(memory, places.columns, columns.length).set(columns)
        machine.functions.explain(size, count, places.columns, eights, places.curves, places.out)
        return new Float64Array(memory, places.out, curves.length).slice()
      }
    },
  }
}
