// AssemblyScript: `npm run kernels` compiles it to WebAssembly and writes src/matrix/gram-bytes.ts.

/** Bytes of the four numbers that four packed rows have at one place. */
const step: usize = 32

/**
 * The products of packed rows with packed columns, into `out`, row-major, `columnPanels` · 4 wide. A panel is four
 * vectors, the four numbers of each place beside each other. Each sum is taken in the order of the places, in one
 * lane and without fused operations, so that it is the sum of a plain loop to the last bit, on every machine.
 *
 * Column panel j meets the first `j + ahead` row panels only: the upper half of a symmetric matrix.
 * @param depth places of a vector
 */
export function multiply(
  rows: usize,
  columns: usize,
  out: usize,
  depth: usize,
  rowPanels: i32,
  columnPanels: i32,
  ahead: i32,
): void {
  const panel = depth * step
  const width = <usize>columnPanels * step
  for (let j = 0; j < columnPanels; j++) {
    const start = columns + <usize>j * panel
    const end = start + panel
    const count = min(rowPanels, j + ahead)
    let left = rows
    let place = out + <usize>j * step
    for (let i = 0; i < count; i++) {
      let s00 = f64x2.splat(0)
      let s01 = f64x2.splat(0)
      let s10 = f64x2.splat(0)
      let s11 = f64x2.splat(0)
      let s20 = f64x2.splat(0)
      let s21 = f64x2.splat(0)
      let s30 = f64x2.splat(0)
      let s31 = f64x2.splat(0)
      for (let right = start; right < end; right += step) {
        const y0 = v128.load(right)
        const y1 = v128.load(right, 16)
        const x0 = v128.load64_splat(left)
        s00 = f64x2.add(s00, f64x2.mul(x0, y0))
        s01 = f64x2.add(s01, f64x2.mul(x0, y1))
        const x1 = v128.load64_splat(left, 8)
        s10 = f64x2.add(s10, f64x2.mul(x1, y0))
        s11 = f64x2.add(s11, f64x2.mul(x1, y1))
        const x2 = v128.load64_splat(left, 16)
        s20 = f64x2.add(s20, f64x2.mul(x2, y0))
        s21 = f64x2.add(s21, f64x2.mul(x2, y1))
        const x3 = v128.load64_splat(left, 24)
        s30 = f64x2.add(s30, f64x2.mul(x3, y0))
        s31 = f64x2.add(s31, f64x2.mul(x3, y1))
        left += step
      }
      v128.store(place, s00)
      v128.store(place, s01, 16)
      place += width
      v128.store(place, s10)
      v128.store(place, s11, 16)
      place += width
      v128.store(place, s20)
      v128.store(place, s21, 16)
      place += width
      v128.store(place, s30)
      v128.store(place, s31, 16)
      place += width
    }
  }
}
