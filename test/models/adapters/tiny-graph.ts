/**
 * Writes ONNX files of a few hundred bytes in all the shapes that exporters give them: external data of any
 * name, inputs and outputs of any name and type. Field numbers are those of onnx.proto.
 */
export interface TinyGraph {
  /** Inputs besides `input_ids` and `attention_mask`: those of places are added to the tokens, others are unused. */
  readonly inputs?: readonly TinyInput[]
  /** Default: `last_hidden_state` of tokens. */
  readonly outputs?: readonly TinyOutput[]
  /** Keep the table of tokens in this file, and that of places in the other. */
  readonly external?: { readonly tokens: string; readonly places?: string }
  /** Sizes of `input_ids`. Default: open. */
  readonly sizes?: readonly (number | string)[]
  /** Type of `input_ids` and `attention_mask`. */
  readonly type?: 'int64' | 'int32'
  /** Multiplies the table of tokens: other weights in the same graph. */
  readonly scale?: number
}

export interface TinyInput {
  readonly name: string
  readonly type?: keyof typeof types
  readonly sizes?: readonly (number | string)[]
  /** Whether the token's vector depends on it, by a table of 64 rows. */
  readonly looked?: boolean
}

export interface TinyOutput {
  readonly name: string
  /** `tokens`: texts × tokens × 4; `texts`: texts × 4, their mean; `logits`: texts × labels. */
  readonly of: 'tokens' | 'texts' | 'logits'
  readonly type?: 'float32' | 'float16' | 'float64' | 'int32'
  readonly labels?: number
  /** Whether the file says how large it is. Default true. */
  readonly shaped?: boolean
}

const types = { float32: 1, int32: 6, int64: 7, bool: 9, float16: 10, float64: 11 } as const
const width = 4
const vocabulary = 256

/** @returns the graph, and its external data by name */
export function tinyGraph({
  inputs = [],
  outputs = [{ name: 'last_hidden_state', of: 'tokens' }],
  external,
  sizes = ['batch', 'sequence'],
  type = 'int64',
  scale = 1,
}: TinyGraph = {}): { readonly graph: Buffer; readonly data: Readonly<Record<string, Buffer>> } {
  const data: Record<string, Buffer> = {}
  const table = (name: string, rows: number, columns: number, factor: number, file?: string) => {
    const values = Float32Array.from(
      { length: rows * columns },
      (_, k) => factor * Math.sin((k + 1) * (1 + name.length)),
    )
    const bytes = Buffer.from(values.buffer)
    if (file === undefined) return tensor(name, [rows, columns], types.float32, bytes)
    const offset = data[file]?.length ?? 0
    data[file] = Buffer.concat([data[file] ?? Buffer.alloc(0), bytes])
    return tensor(name, [rows, columns], types.float32, { location: file, offset, length: bytes.length })
  }
  const looked = inputs.filter(each => each.looked)
  const initializers = [table('tokens', vocabulary, width, scale, external?.tokens)]
  const nodes = [node('Gather', ['tokens', 'input_ids'], 'seen')]
  let seen = 'seen'
  for (const { name } of looked) {
    initializers.push(table(`${name}_table`, 64, width, 1, external?.places))
    nodes.push(node('Gather', [`${name}_table`, name], `${name}_seen`))
    nodes.push(node('Add', [seen, `${name}_seen`], `${name}_sum`))
    seen = `${name}_sum`
  }
  nodes.push(node('ReduceMean', [seen], 'mean', [ints('axes', [1]), int('keepdims', 0)]))
  for (const { name, of, type: to = 'float32', labels = 1 } of outputs) {
    let from = of === 'tokens' ? seen : 'mean'
    if (of === 'logits') {
      initializers.push(table(`${name}_head`, width, labels, 1))
      nodes.push(node('MatMul', ['mean', `${name}_head`], `${name}_raw`))
      from = `${name}_raw`
    }
    nodes.push(node('Cast', [from], name, [int('to', types[to])]))
  }
  const given = [
    valueInfo('input_ids', types[type], sizes),
    valueInfo('attention_mask', types[type], sizes),
    ...inputs.map(each => valueInfo(each.name, types[each.type ?? 'int64'], each.sizes ?? sizes)),
  ]
  const taken = outputs.map(({ name, of, type: to = 'float32', labels = 1, shaped = true }) => {
    const shape = of === 'tokens' ? [...sizes, width] : [sizes[0], of === 'texts' ? width : labels]
    return valueInfo(name, types[to], shaped ? shape : null)
  })
  const graph = message([
    ...nodes.map(each => part(1, each)),
    part(2, 'tiny'),
    ...initializers.map(each => part(5, each)),
    ...given.map(each => part(11, each)),
    ...taken.map(each => part(12, each)),
  ])
  const opset = message([part(1, ''), number(2, 17)])
  return { graph: message([number(1, 8), part(7, graph), part(8, opset)]), data }
}

interface Elsewhere {
  readonly location: string
  readonly offset: number
  readonly length: number
}

function tensor(name: string, dims: readonly number[], type: number, content: Buffer | Elsewhere): Buffer {
  const head = [...dims.map(size => number(1, size)), number(2, type), part(8, name)]
  if (Buffer.isBuffer(content)) return message([...head, part(9, content)])
  const entries = Object.entries(content).map(([key, value]) =>
    part(13, message([part(1, key), part(2, String(value))])),
  )
  return message([...head, ...entries, number(14, 1)])
}

function node(kind: string, inputs: readonly string[], output: string, attributes: readonly Buffer[] = []) {
  return message([
    ...inputs.map(name => part(1, name)),
    part(2, output),
    part(4, kind),
    ...attributes.map(each => part(5, each)),
  ])
}

function int(name: string, value: number): Buffer {
  return message([part(1, name), number(3, value), number(20, 2)])
}

function ints(name: string, values: readonly number[]): Buffer {
  return message([part(1, name), ...values.map(value => number(8, value)), number(20, 7)])
}

function valueInfo(name: string, type: number, sizes: readonly (number | string)[] | null): Buffer {
  const dimensions = sizes?.map(size =>
    part(1, message([typeof size === 'number' ? number(1, size) : part(2, size)])),
  )
  const shape = dimensions === undefined ? [] : [part(2, message(dimensions))]
  return message([part(1, name), part(2, message([part(1, message([number(1, type), ...shape]))]))])
}

function message(fields: readonly Buffer[]): Buffer {
  return Buffer.concat(fields)
}

function part(field: number, content: Buffer | string): Buffer {
  const bytes = Buffer.from(content)
  return Buffer.concat([varint(field * 8 + 2), varint(bytes.length), bytes])
}

function number(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8), varint(value)])
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80)
    rest = Math.floor(rest / 0x80)
  }
  return Buffer.from([...bytes, rest])
}
