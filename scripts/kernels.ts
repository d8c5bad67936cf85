import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import asc from 'assemblyscript/asc'

const root = join(import.meta.dirname, '..')

interface Kernel {
  /** AssemblyScript. */
  readonly source: string
  /** The file that holds its bytes, */
  readonly target: string
  /** and the name by which it exports them. */
  readonly name: string
}

/** The kernels that are written for WebAssembly. */
export const kernels: readonly Kernel[] = [
  { source: 'assembly/draws.ts', target: 'src/math/draws-bytes.ts', name: 'drawsBytes' },
  { source: 'assembly/ridge.ts', target: 'src/math/ridge-bytes.ts', name: 'ridgeBytes' },
  { source: 'assembly/spectrum.ts', target: 'src/math/spectrum-bytes.ts', name: 'spectrumBytes' },
  { source: 'assembly/gram.ts', target: 'src/matrix/gram-bytes.ts', name: 'gramBytes' },
  { source: 'assembly/encoder.ts', target: 'src/models/adapters/use-lite-bytes.ts', name: 'encoderBytes' },
]

/** The text of the file that holds the bytes of a kernel. */
export async function kernelText({ source, name }: Kernel): Promise<string> {
  const stderr = asc.createMemoryStream()
  let bytes: Uint8Array | undefined
  const { error } = await asc.main(
    [source, '-O3', '--runtime', 'stub', '--noAssert', '--enable', 'simd', '--importMemory'].concat(
      '--baseDir',
      root,
      '--outFile',
      'kernel.wasm',
    ),
    {
      stderr,
      writeFile(file, contents) {
        if (file === 'kernel.wasm') bytes = contents as Uint8Array
      },
    },
  )
  if (error !== null || bytes === undefined) throw new Error(`${source} does not compile:\n${stderr}`)
  return `/** ${source} as WebAssembly, in base64; \`npm run kernels\` writes this file. */
export const ${name} =
  '${Buffer.from(bytes).toString('base64')}'
`
}

if (import.meta.main)
  for (const kernel of kernels) writeFileSync(join(root, kernel.target), await kernelText(kernel))
