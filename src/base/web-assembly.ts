/** A module of WebAssembly at work. */
export interface Machine<Functions> {
  readonly functions: Functions
  /** The memory, of at least so many bytes. What an earlier call gave must not be used any more. */
  memory(bytes: number): ArrayBuffer
}

/** The part of WebAssembly that is used. The types of Node have none of it. */
interface WebAssemblyHere {
  readonly Memory: new (size: {
    initial: number
  }) => { readonly buffer: ArrayBuffer; grow(pages: number): number }
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: object }
}

const page = 65_536

/**
 * Starts a module that imports its memory.
 * @param base64 its bytes
 * @returns undefined where there is no WebAssembly, or one that knows no vectors; and on a page, whose policy forbids it
 * and would report each attempt
 */
export function startMachine<Functions extends object>(base64: string): Machine<Functions> | undefined {
  const here = (globalThis as { readonly WebAssembly?: WebAssemblyHere }).WebAssembly
  if (here === undefined || 'document' in globalThis) return undefined
  const memory = new here.Memory({ initial: 1 })
  try {
    const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0))
    const { exports } = new here.Instance(new here.Module(bytes), { env: { memory } })
    return {
      functions: exports as Functions,
      memory(size) {
        const missing = Math.ceil((size - memory.buffer.byteLength) / page)
        if (missing > 0) memory.grow(missing)
        return memory.buffer
      },
    }
  } catch {
    return undefined
  }
}

/** Bytes of a vector of WebAssembly. */
export const lane = 16

/** Gives places for so many bytes, one behind the other, each at the beginning of a vector; for 0 bytes, the end. */
export function layout(): (bytes: number) => number {
  let next = 0
  return bytes => {
    const place = next
    next += Math.ceil(bytes / lane) * lane
    return place
  }
}
