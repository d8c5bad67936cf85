import { joinedBytes } from '../../src/base/bytes.ts'
import { type Random, randomInteger } from '../../src/base/random.ts'

/** Bytes that stand at the edges of what formats use: ends of lengths, quotes, marks of UTF-16, line ends. */
const edges = [0x00, 0x01, 0x0a, 0x0d, 0x09, 0x22, 0x2c, 0x3b, 0x7f, 0x80, 0xfe, 0xff]

/** What a number, a cell or a value of JSON is put in place of. */
const words =
  '1e400|-1e400|NaN|-Infinity|null|""|-0|1e308|5e-324|-1|0|9007199254740993|19,99|1.234|1 234|$5|6 €|[]|{}|[[[]]]|{"a":{}}|true|"\\u0000"|"\\ud800"|01/02/2024|12:00'.split(
    '|',
  )

/** A file with a few faults, of those that truncation, transport, editors and malice make. */
export function mutant(sample: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  let bytes = Uint8Array.from(sample)
  for (let left = 1 + randomInteger(random, 3); left > 0; left--) {
    const fault = faults[randomInteger(random, faults.length)]
    bytes = fault(bytes, random)
  }
  return bytes
}

type Fault = (bytes: Uint8Array<ArrayBuffer>, random: Random) => Uint8Array<ArrayBuffer>

const place = (bytes: Uint8Array, random: Random) => randomInteger(random, bytes.length + 1)

const faults: readonly Fault[] = [
  function bit(bytes, random) {
    if (bytes.length > 0) bytes[randomInteger(random, bytes.length)] ^= 1 << randomInteger(random, 8)
    return bytes
  },
  function edge(bytes, random) {
    if (bytes.length > 0)
      bytes[randomInteger(random, bytes.length)] = edges[randomInteger(random, edges.length)]
    return bytes
  },
  function run(bytes, random) {
    const at = place(bytes, random)
    return bytes.fill(edges[randomInteger(random, edges.length)], at, at + randomInteger(random, 9))
  },
  function cutOff(bytes, random) {
    return bytes.slice(0, place(bytes, random))
  },
  function leftOut(bytes, random) {
    const at = place(bytes, random)
    return joinedBytes([bytes.subarray(0, at), bytes.subarray(at + randomInteger(random, 16))])
  },
  function twice(bytes, random) {
    const at = place(bytes, random)
    return joinedBytes([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - randomInteger(random, 64)))])
  },
  function putIn(bytes, random) {
    const at = place(bytes, random)
    return joinedBytes([
      bytes.subarray(0, at),
      Uint8Array.of(edges[randomInteger(random, edges.length)]),
      bytes.subarray(at),
    ])
  },
  word,
  word,
]

/** In place of what stands between two separators. */
function word(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  const isSeparator = (byte: number) => ',:;\t\n[]{}'.includes(String.fromCharCode(byte))
  let start = place(bytes, random)
  while (start > 0 && !isSeparator(bytes[start - 1])) start--
  let end = start
  while (end < bytes.length && !isSeparator(bytes[end])) end++
  const other = new TextEncoder().encode(words[randomInteger(random, words.length)])
  return joinedBytes([bytes.subarray(0, start), other, bytes.subarray(end)])
}
