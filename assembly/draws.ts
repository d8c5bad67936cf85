// AssemblyScript: `npm run kernels` compiles it to WebAssembly and writes src/math/draws-bytes.ts.
//
// What a bootstrap asks of one matrix under the weights of many draws: four draws at a time where all sums are whole
// numbers, else two. A draw has a lane of its own, and in it the operations of the plain form in their order, so that
// both give the same bits. Every `usize` but a count is an address.

/** Bytes of a vector: four whole numbers, or two doubles. */
const lane: usize = 16

/**
 * The comparable pairs of one row, and twice the concordant ones, under each draw: as `rowConcordance`.
 * @param items for each position of the row, the bytes before its item's weight in four draws
 * @param leaves for each position, the node of its score in the tree
 * @param ends for each position, four times the position behind the last at its distance
 * @param tree room for 2 ^ (depth + 1) vectors
 */
export function concordantPairs(
  width: usize,
  depth: usize,
  fours: usize,
  items: usize,
  leaves: usize,
  ends: usize,
  weights: usize,
  weightBytes: usize,
  tree: usize,
  out: usize,
): void {
  for (let four: usize = 0; four < fours; four++) {
    memory.fill(tree, 0, lane << (depth + 1))
    let closer = i32x4.splat(0)
    let concordant = i32x4.splat(0)
    let comparable = i32x4.splat(0)
    for (let from: usize = 0; from < width << 2; ) {
      const to = <usize>load<u32>(ends + from)
      for (let at = from; at < to; at += 4) {
        const own = v128.load(weights + load<u32>(items + at))
        let node = <usize>load<u32>(leaves + at)
        let below = v128.load(tree + (node << 4))
        for (let step: usize = 0; step < depth; step++) {
          const left = v128.and(v128.load(tree + ((node - 1) << 4)), i32x4.splat(-(<i32>node & 1)))
          below = i32x4.add(below, i32x4.shl(left, 1))
          node >>= 1
        }
        concordant = i32x4.add(concordant, i32x4.mul(own, i32x4.sub(i32x4.shl(closer, 1), below)))
        comparable = i32x4.add(comparable, i32x4.mul(own, closer))
      }
      for (; from < to; from += 4) {
        const own = v128.load(weights + load<u32>(items + from))
        let node = <usize>load<u32>(leaves + from)
        for (let step: usize = 0; step < depth; step++) {
          const place = tree + (node << 4)
          v128.store(place, i32x4.add(v128.load(place), own))
          node >>= 1
        }
        closer = i32x4.add(closer, own)
      }
    }
    v128.store(out, concordant)
    v128.store(out, comparable, 16)
    out += 2 * lane
    weights += weightBytes
  }
}

/**
 * The same where all items together weigh at most 127: 32 draws at a time, whose sums fit into bytes and whose pairs
 * into 16 bits.
 * @param items for each position of the row, the bytes before its item's weight in 32 draws
 * @param tree room for 2 ^ (depth + 2) vectors
 */
export function lightPairs(
  width: usize,
  depth: usize,
  blocks: usize,
  items: usize,
  leaves: usize,
  ends: usize,
  weights: usize,
  weightBytes: usize,
  tree: usize,
  out: usize,
): void {
  for (let block: usize = 0; block < blocks; block++) {
    memory.fill(tree, 0, (2 * lane) << (depth + 1))
    let closerA = i8x16.splat(0)
    let closerB = i8x16.splat(0)
    let concordantA = i16x8.splat(0)
    let concordantB = i16x8.splat(0)
    let concordantC = i16x8.splat(0)
    let concordantD = i16x8.splat(0)
    let comparableA = i16x8.splat(0)
    let comparableB = i16x8.splat(0)
    let comparableC = i16x8.splat(0)
    let comparableD = i16x8.splat(0)
    for (let from: usize = 0; from < width << 2; ) {
      const to = <usize>load<u32>(ends + from)
      for (let at = from; at < to; at += 4) {
        let node = <usize>load<u32>(leaves + at)
        const own = tree + (node << 5)
        let belowA = i8x16.splat(0)
        let belowB = i8x16.splat(0)
        for (let step: usize = 0; step < depth; step++) {
          // Beside a left node stands none: the first place holds nothing.
          const left = tree + (((node - 1) & (0 - (node & 1))) << 5)
          belowA = i8x16.add(belowA, v128.load(left))
          belowB = i8x16.add(belowB, v128.load(left, 16))
          node >>= 1
        }
        belowA = i8x16.add(i8x16.add(belowA, belowA), v128.load(own))
        belowB = i8x16.add(i8x16.add(belowB, belowB), v128.load(own, 16))
        const place = weights + load<u32>(items + at)
        const weightA = v128.load(place)
        const weightB = v128.load(place, 16)
        const aboveA = i8x16.sub(i8x16.add(closerA, closerA), belowA)
        const aboveB = i8x16.sub(i8x16.add(closerB, closerB), belowB)
        concordantA = i16x8.add(concordantA, i16x8.extmul_low_i8x16_u(weightA, aboveA))
        concordantB = i16x8.add(concordantB, i16x8.extmul_high_i8x16_u(weightA, aboveA))
        concordantC = i16x8.add(concordantC, i16x8.extmul_low_i8x16_u(weightB, aboveB))
        concordantD = i16x8.add(concordantD, i16x8.extmul_high_i8x16_u(weightB, aboveB))
        comparableA = i16x8.add(comparableA, i16x8.extmul_low_i8x16_u(weightA, closerA))
        comparableB = i16x8.add(comparableB, i16x8.extmul_high_i8x16_u(weightA, closerA))
        comparableC = i16x8.add(comparableC, i16x8.extmul_low_i8x16_u(weightB, closerB))
        comparableD = i16x8.add(comparableD, i16x8.extmul_high_i8x16_u(weightB, closerB))
      }
      for (; from < to; from += 4) {
        const place = weights + load<u32>(items + from)
        const weightA = v128.load(place)
        const weightB = v128.load(place, 16)
        let node = <usize>load<u32>(leaves + from)
        for (let step: usize = 0; step < depth; step++) {
          const sum = tree + (node << 5)
          v128.store(sum, i8x16.add(v128.load(sum), weightA))
          v128.store(sum, i8x16.add(v128.load(sum, 16), weightB), 16)
          node >>= 1
        }
        closerA = i8x16.add(closerA, weightA)
        closerB = i8x16.add(closerB, weightB)
      }
    }
    v128.store(out, concordantA)
    v128.store(out, concordantB, 16)
    v128.store(out, concordantC, 32)
    v128.store(out, concordantD, 48)
    v128.store(out, comparableA, 64)
    v128.store(out, comparableB, 80)
    v128.store(out, comparableC, 96)
    v128.store(out, comparableD, 112)
    out += 8 * lane
    weights += weightBytes
  }
}

/**
 * Twice the weighted outcomes of triples, and their weight, under eight draws at a time, as `tripleShare`: where all items
 * together weigh at most 300, their products in pairs fit into 16 bits.
 * @param runs for triples of one i and j in a row: the bytes before the weights of each, and where in `thirds` they end
 * @param thirds for each triple the bytes before the weight of k, and twice its outcome
 */
export function tripleSums(
  runs: usize,
  runsEnd: usize,
  thirds: usize,
  eights: usize,
  weights: usize,
  weightBytes: usize,
  out: usize,
): void {
  for (let eight: usize = 0; eight < eights; eight++) {
    let sumLow = i32x4.splat(0)
    let sumHigh = i32x4.splat(0)
    let totalLow = i32x4.splat(0)
    let totalHigh = i32x4.splat(0)
    let third = thirds
    for (let run = runs; run < runsEnd; run += 12) {
      let sum = i16x8.splat(0)
      let total = i16x8.splat(0)
      for (const end = <usize>load<u32>(run, 8); third < end; third += 8) {
        const own = v128.load(weights + load<u32>(third))
        total = i16x8.add(total, own)
        sum = i16x8.add(sum, i16x8.mul(own, v128.load16_splat(third, 4)))
      }
      const both = i16x8.mul(v128.load(weights + load<u32>(run)), v128.load(weights + load<u32>(run, 4)))
      sumLow = i32x4.add(sumLow, i32x4.extmul_low_i16x8_s(both, sum))
      sumHigh = i32x4.add(sumHigh, i32x4.extmul_high_i16x8_s(both, sum))
      totalLow = i32x4.add(totalLow, i32x4.extmul_low_i16x8_s(both, total))
      totalHigh = i32x4.add(totalHigh, i32x4.extmul_high_i16x8_s(both, total))
    }
    v128.store(out, sumLow)
    v128.store(out, sumHigh, 16)
    v128.store(out, totalLow, 32)
    v128.store(out, totalHigh, 48)
    out += 4 * lane
    weights += weightBytes
  }
}

/**
 * What a row's rank correlation is made of, under each draw: the weight of the row, and four times the sums of the
 * squares of the ranks of distance, of those of score, and of their products, as `rowCorrelation`.
 * @param scores for each position, the bytes before its level of score in `scoreRank`
 * @param scoreRank room for so many vectors as there are levels; @param distanceRank room for one for each position
 */
export function rankSums(
  width: usize,
  levels: usize,
  fours: usize,
  items: usize,
  scores: usize,
  ends: usize,
  weights: usize,
  weightBytes: usize,
  scoreRank: usize,
  distanceRank: usize,
  out: usize,
): void {
  for (let four: usize = 0; four < fours; four++) {
    memory.fill(scoreRank, 0, levels * lane)
    let total = i32x4.splat(0)
    let distanceSquares = i32x4.splat(0)
    for (let from: usize = 0; from < width << 2; ) {
      const to = <usize>load<u32>(ends + from)
      let own = i32x4.splat(0)
      for (let at = from; at < to; at += 4) {
        const weight = v128.load(weights + load<u32>(items + at))
        own = i32x4.add(own, weight)
        const place = scoreRank + load<u32>(scores + at)
        v128.store(place, i32x4.add(v128.load(place), weight))
      }
      const rank = i32x4.add(i32x4.shl(total, 1), own)
      for (; from < to; from += 4) v128.store(distanceRank + (from << 2), rank)
      distanceSquares = i32x4.add(distanceSquares, i32x4.mul(own, i32x4.mul(rank, rank)))
      total = i32x4.add(total, own)
    }
    let before = i32x4.splat(0)
    let scoreSquares = i32x4.splat(0)
    for (let place = scoreRank; place < scoreRank + levels * lane; place += lane) {
      const own = v128.load(place)
      const rank = i32x4.add(i32x4.shl(before, 1), own)
      v128.store(place, rank)
      scoreSquares = i32x4.add(scoreSquares, i32x4.mul(own, i32x4.mul(rank, rank)))
      before = i32x4.add(before, own)
    }
    let products = i32x4.splat(0)
    for (let at: usize = 0; at < width << 2; at += 4) {
      const weight = v128.load(weights + load<u32>(items + at))
      const rank = v128.load(scoreRank + load<u32>(scores + at))
      products = i32x4.add(products, i32x4.mul(weight, i32x4.mul(v128.load(distanceRank + (at << 2)), rank)))
    }
    v128.store(out, total)
    v128.store(out, distanceSquares, 16)
    v128.store(out, scoreSquares, 32)
    v128.store(out, products, 48)
    out += 4 * lane
    weights += weightBytes
  }
}

/**
 * The weight of the pairs of each group, and the weighted sums of their values and of their squares, under two draws.
 * @param weights of the items
 * @param groups for each pair i < j, the bytes before its group in `out`; @param out three vectors for each group, all 0
 */
export function groupSums(
  n: usize,
  weights: usize,
  groups: usize,
  values: usize,
  squares: usize,
  out: usize,
): void {
  const end = weights + n * lane
  for (let i = weights; i < end; i += lane) {
    const own = v128.load(i)
    for (let j = i + lane; j < end; j += lane) {
      const weight = f64x2.mul(own, v128.load(j))
      const place = out + load<u32>(groups)
      v128.store(place, f64x2.add(v128.load(place), weight))
      v128.store(place, f64x2.add(v128.load(place, 16), f64x2.mul(weight, v128.load64_splat(values))), 16)
      v128.store(place, f64x2.add(v128.load(place, 32), f64x2.mul(weight, v128.load64_splat(squares))), 32)
      groups += 4
      values += 8
      squares += 8
    }
  }
}

/**
 * Sums of squares and products of columns about their means, pairs weighing w_i · w_j, under two draws, as
 * `productsUnder`.
 * @param symmetric 1 for pairs i < j, 0 for all ordered ones
 * @param columns pairs × width doubles; @param sums room for so many vectors; @param out width² vectors
 */
export function pairProducts(
  n: usize,
  width: usize,
  symmetric: usize,
  weights: usize,
  columns: usize,
  sums: usize,
  out: usize,
): void {
  memory.fill(out, 0, width * width * lane)
  memory.fill(sums, 0, width * lane)
  let mass = f64x2.splat(0)
  const end = weights + n * lane
  for (let i = weights; i < end; i += lane) {
    const anchor = v128.load(i)
    for (let j = symmetric ? i + lane : weights; j < end; j += lane) {
      if (i === j) continue
      const weight = f64x2.mul(anchor, v128.load(j))
      mass = f64x2.add(mass, weight)
      const row = columns
      columns += width << 3
      let place = out
      let sum = sums
      for (let a = row; a < columns; a += 8) {
        const value = f64x2.mul(weight, v128.load64_splat(a))
        v128.store(sum, f64x2.add(v128.load(sum), value))
        sum += lane
        place += ((a - row) >> 3) * lane
        for (let b = a; b < columns; b += 8) {
          v128.store(place, f64x2.add(v128.load(place), f64x2.mul(value, v128.load64_splat(b))))
          place += lane
        }
      }
    }
    if (!symmetric) {
      takeOffMeans(width, mass, sums, out)
      mass = f64x2.splat(0)
    }
  }
  if (symmetric) takeOffMeans(width, mass, sums, out)
  for (let a: usize = 0; a < width; a++)
    for (let b: usize = 0; b < a; b++)
      v128.store(out + (a * width + b) * lane, v128.load(out + (b * width + a) * lane))
}

/** Takes the means off the sums of products, and begins the sums again. */
function takeOffMeans(width: usize, mass: v128, sums: usize, out: usize): void {
  const weighs = f64x2.gt(mass, f64x2.splat(0))
  for (let a: usize = 0; a < width; a++) {
    for (let b: usize = a; b < width; b++) {
      const place = out + (a * width + b) * lane
      const product = f64x2.mul(v128.load(sums + a * lane), v128.load(sums + b * lane))
      v128.store(place, f64x2.sub(v128.load(place), v128.and(f64x2.div(product, mass), weighs)))
    }
  }
  memory.fill(sums, 0, width * lane)
}

/** The weights of all pairs i < j under two draws, into `out`. */
export function pairWeights(n: usize, weights: usize, out: usize): void {
  const end = weights + n * lane
  for (let i = weights; i < end; i += lane) {
    const own = v128.load(i)
    for (let j = i + lane; j < end; j += lane) {
      v128.store(out, f64x2.mul(own, v128.load(j)))
      out += lane
    }
  }
}

/** The rank of each level except for a constant, under two draws, as `middleRanks`; @param ranks all 0 */
function middleRanks(count: usize, weights: usize, levels: usize, levelCount: usize, ranks: usize): void {
  for (let at: usize = 0; at < count; at++) {
    const place = ranks + load<u32>(levels + (at << 2))
    v128.store(place, f64x2.add(v128.load(place), v128.load(weights + (at << 4))))
  }
  let before = f64x2.splat(0)
  const half = f64x2.splat(0.5)
  for (let place = ranks; place < ranks + levelCount * lane; place += lane) {
    const own = v128.load(place)
    v128.store(place, f64x2.add(before, f64x2.mul(own, half)))
    before = f64x2.add(before, own)
  }
}

/**
 * What a weighted rank correlation is made of, under two draws: the weight of all, and the sums of squares and of
 * products of the ranks about their means, as `weightedSpearman`.
 * @param x for each value, the bytes before its level in `ranksX`; so @param y
 * @param ranksX all 0; so @param ranksY
 */
export function correlationSums(
  count: usize,
  weights: usize,
  x: usize,
  y: usize,
  countX: usize,
  countY: usize,
  ranksX: usize,
  ranksY: usize,
  out: usize,
): void {
  middleRanks(count, weights, x, countX, ranksX)
  middleRanks(count, weights, y, countY, ranksY)
  let total = f64x2.splat(0)
  let meanX = f64x2.splat(0)
  let meanY = f64x2.splat(0)
  for (let at: usize = 0; at < count; at++) {
    const weight = v128.load(weights + (at << 4))
    total = f64x2.add(total, weight)
    meanX = f64x2.add(meanX, f64x2.mul(weight, v128.load(ranksX + load<u32>(x + (at << 2)))))
    meanY = f64x2.add(meanY, f64x2.mul(weight, v128.load(ranksY + load<u32>(y + (at << 2)))))
  }
  meanX = f64x2.div(meanX, total)
  meanY = f64x2.div(meanY, total)
  let xx = f64x2.splat(0)
  let yy = f64x2.splat(0)
  let xy = f64x2.splat(0)
  for (let at: usize = 0; at < count; at++) {
    const weight = v128.load(weights + (at << 4))
    const dx = f64x2.sub(v128.load(ranksX + load<u32>(x + (at << 2))), meanX)
    const dy = f64x2.sub(v128.load(ranksY + load<u32>(y + (at << 2))), meanY)
    const weighed = f64x2.mul(weight, dx)
    xx = f64x2.add(xx, f64x2.mul(weighed, dx))
    yy = f64x2.add(yy, f64x2.mul(f64x2.mul(weight, dy), dy))
    xy = f64x2.add(xy, f64x2.mul(weighed, dy))
  }
  v128.store(out, total)
  v128.store(out, xx, 16)
  v128.store(out, yy, 32)
  v128.store(out, xy, 48)
}

/**
 * For curves, four at a time, their weighted sum and that of their squares, and the sum of their products with values, as
 * `curveResiduals`.
 * @param rows for each value the address of all curves at its place
 * @param weighted for each value its distance from the mean, times its weight
 * @param out six vectors for each four curves
 */
export function curveSums(
  length: usize,
  rows: usize,
  weights: usize,
  weighted: usize,
  fours: usize,
  out: usize,
): void {
  for (let four: usize = 0; four < fours; four++) {
    let sumA = f64x2.splat(0)
    let sumB = f64x2.splat(0)
    let squareA = f64x2.splat(0)
    let squareB = f64x2.splat(0)
    let productA = f64x2.splat(0)
    let productB = f64x2.splat(0)
    for (let at: usize = 0; at < length; at++) {
      const place = <usize>load<u32>(rows + (at << 2)) + four * 2 * lane
      const a = v128.load(place)
      const b = v128.load(place, 16)
      const weight = v128.load64_splat(weights + (at << 3))
      const shareA = f64x2.mul(weight, a)
      const shareB = f64x2.mul(weight, b)
      sumA = f64x2.add(sumA, shareA)
      sumB = f64x2.add(sumB, shareB)
      squareA = f64x2.add(squareA, f64x2.mul(shareA, a))
      squareB = f64x2.add(squareB, f64x2.mul(shareB, b))
      const own = v128.load64_splat(weighted + (at << 3))
      productA = f64x2.add(productA, f64x2.mul(own, a))
      productB = f64x2.add(productB, f64x2.mul(own, b))
    }
    v128.store(out, sumA)
    v128.store(out, sumB, 16)
    v128.store(out, squareA, 32)
    v128.store(out, squareB, 48)
    v128.store(out, productA, 64)
    v128.store(out, productB, 80)
    out += 6 * lane
  }
}
