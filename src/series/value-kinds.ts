/**
 * What kinds of values series hold, as sentences name them. The whole numbers 1 to 100 as they are, negative, as
 * thousands and as dollars are one kind in four dresses: where series are counted or summed up, each kind counts once.
 */
export const valueKinds = {
  'small-numbers': { en: 'small numbers', zh: '小的数字' },
  'shifted-numbers': { en: 'shifted numbers', zh: '远离零的数字' },
  decimals: { en: 'decimals', zh: '小数' },
  dates: { en: 'dates', zh: '日期' },
  times: { en: 'times', zh: '时间' },
  versions: { en: 'versions', zh: '版本号' },
  'number-words': { en: 'number words', zh: '数词' },
  'whole-numbers': { en: 'whole numbers', zh: '整数' },
  sizes: { en: 'numbers of all sizes', zh: '各种大小的数字' },
  prices: { en: 'prices', zh: '价格' },
} as const

export type ValueKind = keyof typeof valueKinds
