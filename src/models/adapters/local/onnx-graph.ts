import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { pointerProblem } from '../json-text.ts'
import { ProtobufFile } from './protobuf.ts'

/** What an ONNX file says of itself, its weights left unread. */
export interface OnnxGraph {
  readonly outputs: readonly GraphOutput[]
  /** Other files that hold weights, by their paths from the graph's folder: how many bytes each must have. */
  readonly external: ReadonlyMap<string, number>
}

export interface GraphOutput {
  readonly name: string
  /** Sizes, null for those that depend on the input; null where the file does not say. */
  readonly shape: readonly (number | null)[] | null
}

/**
 * Reads an ONNX file (a `ModelProto`, https://onnx.ai/onnx/repo-docs/IR.html; field numbers from onnx.proto).
 * External data may stand in any tensor: initializers, constants of nodes, their subgraphs, and functions.
 * @throws Error whose message says why it is no ONNX file, without a full stop
 */
export function onnxGraph(path: string): OnnxGraph {
  const descriptor = openSync(path, 'r')
  try {
    const { size } = fstatSync(descriptor)
    const beginning = Buffer.alloc(64)
    const problem = pointerProblem(
      beginning.toString('latin1', 0, readSync(descriptor, beginning, 0, beginning.length, 0)),
    )
    if (problem !== null) throw new Error(problem)
    return graphIn(new ProtobufFile(descriptor, size))
  } finally {
    closeSync(descriptor)
  }
}

function graphIn(file: ProtobufFile): OnnxGraph {
  const outputs: GraphOutput[] = []
  const external = new Map<string, number>()
  let graphs = 0

  function tensor(end: number): void {
    const entries: Record<string, string> = {}
    let elsewhere = false
    file.read(end, {
      parts: { 13: entryEnd => Object.assign(entries, entry(entryEnd)) },
      numbers: {
        14: place => {
          elsewhere = place === 1
        },
      },
    })
    if (!elsewhere || entries.location === undefined) return
    const last = Number(entries.offset ?? 0) + Number(entries.length ?? 0)
    external.set(entries.location, Math.max(external.get(entries.location) ?? 0, last))
  }
  function entry(end: number): Record<string, string> {
    let [key, value] = ['', '']
    file.read(end, {
      parts: {
        1: textEnd => {
          key = file.text(textEnd)
        },
        2: textEnd => {
          value = file.text(textEnd)
        },
      },
    })
    return { [key]: value }
  }
  function sparse(end: number): void {
    file.read(end, { parts: { 1: tensor, 2: tensor } })
  }
  function attribute(end: number): void {
    const parts = { 5: tensor, 6: subgraph, 10: tensor, 11: subgraph, 22: sparse, 23: sparse }
    file.read(end, { parts })
  }
  function node(end: number): void {
    file.read(end, { parts: { 5: attribute } })
  }
  function subgraph(end: number): void {
    file.read(end, { parts: { 1: node, 5: tensor, 15: sparse } })
  }
  function graph(end: number): void {
    graphs++
    const output = (valueEnd: number) => outputs.push(valueInfo(file, valueEnd))
    file.read(end, { parts: { 1: node, 5: tensor, 12: output, 15: sparse } })
  }
  file.read(file.size, {
    parts: { 7: graph, 25: end => file.read(end, { parts: { 7: node } }) },
  })
  if (graphs === 0) throw new Error('it holds no graph')
  return { outputs, external }
}

function valueInfo(file: ProtobufFile, end: number): GraphOutput {
  let name = ''
  let shape: (number | null)[] | null = null
  const dimension = (dimensionEnd: number) => {
    let size: number | null = null
    file.read(dimensionEnd, {
      numbers: {
        1: value => {
          size = value
        },
      },
    })
    shape?.push(size)
  }
  const tensorShape = (shapeEnd: number) => {
    shape = []
    file.read(shapeEnd, { parts: { 1: dimension } })
  }
  const tensorType = (typeEnd: number) => file.read(typeEnd, { parts: { 2: tensorShape } })
  file.read(end, {
    parts: {
      1: textEnd => {
        name = file.text(textEnd)
      },
      2: typeEnd => file.read(typeEnd, { parts: { 1: tensorType } }),
    },
  })
  return { name, shape }
}
