/** Numbers from a formula, as `wave` of scripts/reference/published.py: count × width, row-major. */
export function wave(count: number, width: number) {
  const data = Float64Array.from({ length: count * width }, (_, at) =>
    Math.sin((Math.floor(at / width) + 1) * ((at % width) + 2) * 0.37),
  )
  return { count, dimensions: width, data }
}
