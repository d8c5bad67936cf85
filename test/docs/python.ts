import { spawnSync } from 'node:child_process'

/** The Python of this machine; undefined where there is none. */
export const python = succeeds('python3', ['--version']) ? 'python3' : undefined

export const hasNumpy = canImport('numpy')

/** Whether the Python of this machine has all of some modules. */
export function canImport(...modules: readonly string[]): boolean {
  return python !== undefined && succeeds(python, ['-c', `import ${modules.join(', ')}`])
}

/** What a Python program prints, as JSON; it finds `args` in `sys.argv`. */
export function askPython(program: string, ...args: readonly string[]): unknown {
  const { status, stdout, stderr } = spawnSync(python!, ['-c', program, ...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

/** As much of NumPy as the documentation uses, on Python's own struct: stands in where NumPy is not installed. */
export const numpyByStruct = `
import struct

class ndarray:
    def __init__(self, numbers):
        self.numbers = numbers

    def reshape(self, rows, columns):
        assert rows * columns == len(self.numbers)
        return ndarray([self.numbers[row * columns : (row + 1) * columns] for row in range(rows)])

    def tolist(self):
        return [list(row) for row in self.numbers]

def frombuffer(data, dtype):
    letter, size = {"<f4": ("f", 4), "<f8": ("d", 8)}[dtype]
    return ndarray(struct.unpack("<%d%s" % (len(data) // size, letter), data))
`

function succeeds(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args).status === 0
}
