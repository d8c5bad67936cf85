import { type Fraction, fraction, fractionOf, sum } from '../../math/fraction.ts'
import type { WordNumber } from './english-words.ts'
import { type Folded, matchAt } from './folded.ts'

const digits = '零一二三四五六七八九'
const digitOf = new Map<string, bigint>([
  ...Array.from(digits, (each, value) => [each, BigInt(value)] as const),
  ['〇', 0n],
  ['两', 2n],
])
const smallScales = new Map([
  ['十', 10n],
  ['百', 100n],
  ['千', 1000n],
])
const largeScales = new Map([
  ['万', 10_000n],
  ['亿', 100_000_000n],
])

const run = /[零〇一二两三四五六七八九十百千万亿]{1,60}/y
const decimals = /点([零〇一二三四五六七八九]{1,20})(?!分|钟|半)/y

/** What a lone character is counted by; without one of these it is part of a word (一般, 十分, 三明治). */
const counters =
  /[年月日号点时分秒天周块元角毛岁度米克升斤吨亿万千百十条章节款项页卷期版级楼层路站集次倍成件张台瓶盒箱袋片粒颗支辆套份双只本位名家间栋户部种架艘封幅座匹头滴场句段行列串束朵棵株根枚门首届任批组对副群室厅车船局轮圈步股笔筐桶罐壶杯碗盘餐顿剂针%]|个(?!人|别|体)|[人字](?!民|们)|公(?:里|斤|分|升|顷)|毫(?:米|克|升)|厘米|平方|小时|美元|欧元|英镑|日元|港元|人民币|英(?:里|尺|寸)|摄氏|华氏|百分/y
/** Words that begin with one, and the like: 一些, 一起, 一次性, 十分重要. */
const uncounted =
  /一(?:个(?!月|小时|星期|季度|半)|些|下|起|样|般|直|定|共|切|旦|致|方面|边|面|次性|种|点(?![0-9半钟一二三四五六七八九]))|十分(?!钟|之)|千万(?![元人年块])/y

/** A whole number or a decimal in Chinese numerals: 三百二十, 两百, 二〇二五, 一万五千, 三点五. */
export function chineseNumberAt(folded: Folded, at: number): WordNumber | null {
  const { plain } = folded
  const match = matchAt(run, plain, at)
  if (match === null || matchAt(uncounted, plain, at) !== null) return null
  // 千克 and 千米 are units: what stands before them is the number.
  const unit = matchAt(/[千百万]?[千百兆](?=[克米瓦卡帕伏焦])/y, plain, at + match[0].length - 1)
  const text = unit === null || match[0].length === 1 ? match[0] : match[0].slice(0, -1)
  const end = at + text.length
  const whole = chineseValue(text)
  if (whole === null) return null
  const fractional = matchAt(decimals, plain, end)
  if (fractional !== null && !/[十百千万亿]$/.test(text)) {
    const part = Array.from(fractional[1], each => digitOf.get(each)!).join('')
    return { end: end + fractional[0].length, value: sum(whole, fractionOf(`0.${part}`)) }
  }
  if (text.length === 1 && !isCounted(folded, at, end)) return null
  const scaled = matchAt(/个半(?=小时|月|星期|钟头)/y, plain, end)
  if (scaled !== null) return { end: end + 2, value: sum(whole, fraction(1n, 2n)) }
  return { end, value: whole }
}

/** 唯一, 统一, 之一: no numbers at the end of a clause. */
const endsWord = /^[唯统单专之万同划归合逐不]一$/

function isCounted({ plain }: Folded, at: number, end: number): boolean {
  return (
    (plain.length < 8 && plain.trim().length === 1) ||
    matchAt(counters, plain, end) !== null ||
    (!/\p{Script=Han}/u.test(plain[end] ?? '') && !endsWord.test(plain.slice(Math.max(0, at - 1), end))) ||
    /(?:第|负|零下|之|no\. ?)$/i.test(plain.slice(Math.max(0, at - 4), at))
  )
}

/** Null where the numerals make no number: 万一, 一一百. */
export function chineseValue(text: string): Fraction | null {
  if (/^[零〇一二三四五六七八九]{2,}$/.test(text))
    return fraction(BigInt(Array.from(text, each => digitOf.get(each)!).join('')))
  let [total, section, digit] = [0n, 0n, null as bigint | null]
  let last = 10_000n
  let lastLarge = 10n ** 20n
  let scale = 1n
  for (const character of text) {
    const value = digitOf.get(character)
    if (value !== undefined) {
      if (digit !== null && digit !== 0n) return null
      digit = value
      if (value === 0n) scale = 1n
      continue
    }
    const small = smallScales.get(character)
    if (small !== undefined) {
      // 十五 has no one before its ten.
      const count = digit ?? (small === 10n ? 1n : null)
      if (count === null || count === 0n || small >= last) return null
      section += count * small
      last = small
      scale = small
      digit = null
      continue
    }
    const large = largeScales.get(character)!
    section += digit ?? 0n
    if (section === 0n && total === 0n) return null
    if (large >= lastLarge) {
      // 一万亿: ten thousand times a hundred million.
      if (section !== 0n) return null
      total *= large
    } else total = section === 0n ? total * large : total + section * large
    lastLarge = large
    scale = large
    last = 10_000n
    section = 0n
    digit = null
  }
  // 三百二 is 320, 一万五 is 15,000; 三百零二 is 302.
  const rest = digit === null ? 0n : digit * (scale >= 100n ? scale / 10n : 1n)
  return fraction(total + section + rest)
}
