import { readSync } from 'node:fs'

/** Reads a message at its place in the file, up to `end`. */
type Reader = (end: number) => void

/** What to do with fields by their numbers; all others are passed over. */
export interface Fields {
  /** Messages, texts and bytes. */
  readonly parts?: Readonly<Record<number, Reader>>
  readonly numbers?: Readonly<Record<number, (value: number) => void>>
}

const windowSize = 1 << 16

/**
 * A file of protocol buffers, read field by field. What is passed over is not read: a file of gigabytes whose
 * weights are of no interest costs a few small reads.
 */
export class ProtobufFile {
  readonly #file: number
  readonly size: number
  readonly #window = Buffer.alloc(windowSize)
  #windowStart = 0
  #windowEnd = 0
  #place = 0

  constructor(file: number, size: number) {
    this.#file = file
    this.size = size
  }

  /**
   * Reads the fields from here to `end`.
   * @throws Error when they are not fields, or go beyond the end
   */
  read(end: number, { parts = {}, numbers = {} }: Fields): void {
    while (this.#place < end) {
      const tag = this.#varint()
      const [field, wire] = [Math.floor(tag / 8), tag % 8]
      if (field === 0) throw new Error(`byte ${this.#place} begins no field`)
      if (wire === 0) {
        const value = this.#varint()
        numbers[field]?.(value)
      } else if (wire === 1) this.#place += 8
      else if (wire === 5) this.#place += 4
      else if (wire === 2) {
        const length = this.#varint()
        const after = this.#place + length
        if (after > end) throw new Error(`it is cut off at byte ${this.size}`)
        parts[field]?.(after)
        this.#place = after
      } else throw new Error(`byte ${this.#place} begins no field`)
    }
    if (this.#place > end) throw new Error(`it is cut off at byte ${this.size}`)
  }

  /** The text from here to `end`. */
  text(end: number): string {
    const bytes = Buffer.alloc(end - this.#place)
    for (let k = 0; k < bytes.length; k++) bytes[k] = this.#byte()
    return bytes.toString('utf8')
  }

  #varint(): number {
    let value = 0
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#byte()
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
    throw new Error(`byte ${this.#place} ends no number`)
  }

  #byte(): number {
    if (this.#place < this.#windowStart || this.#place >= this.#windowEnd) {
      this.#windowStart = this.#place
      this.#windowEnd = this.#place + readSync(this.#file, this.#window, 0, windowSize, this.#place)
      if (this.#windowEnd === this.#windowStart) throw new Error(`it is cut off at byte ${this.size}`)
    }
    const byte = this.#window[this.#place - this.#windowStart]
    this.#place++
    return byte
  }
}
