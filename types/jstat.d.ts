/** The part of jstat that is used; the package has no types of its own. */
declare module 'jstat' {
  const jstat: {
    readonly beta: {
      inv(probability: number, a: number, b: number): number
    }
    readonly normal: {
      cdf(x: number, mean: number, deviation: number): number
      inv(probability: number, mean: number, deviation: number): number
    }
  }
  export default jstat
}
