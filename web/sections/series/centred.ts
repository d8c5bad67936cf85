/** Similarities without what each row and each column has in common: what is left is about the pair alone. n × n. */
export function centred(data: ArrayLike<number>, n: number): Float64Array {
  const rows = new Float64Array(n)
  const columns = new Float64Array(n)
  let all = 0
  for (let at = 0; at < n * n; at++) {
    rows[Math.floor(at / n)] += data[at] / n
    columns[at % n] += data[at] / n
    all += data[at] / (n * n)
  }
  return Float64Array.from({ length: n * n }, (_, at) => {
    return data[at] - rows[Math.floor(at / n)] - columns[at % n] + all
  })
}
