import { describe, expect, test } from 'vitest'
import { measureCatalogue } from '../../src/measures/catalogue.ts'
import { methodText } from '../../src/report/method-text.ts'

const ways = {
  en: {
    rows: / resample anchors/,
    halves: / take halves/,
    tenths: / leaves a tenth of the documents out/,
    own: / take halves/,
    none: / have no interval/,
  },
  zh: {
    rows: / 对锚点重抽样/,
    halves: / 取不放回的一半/,
    tenths: / 去掉十分之一的文档/,
    own: / 取不放回的一半/,
    none: / 没有区间/,
  },
}

describe.each(['en', 'zh'] as const)('the method in %s', language => {
  const parts = methodText(language)[1].split(/[;；.。] ?(?=[^0-9])/)

  test.each(measureCatalogue.map(({ id, resampling }) => [id, resampling] as const))(
    'says how the interval of %s is made (%s)',
    (id, resampling) => {
      const own = parts.filter(part => part.split(/[ 、,]+/).includes(id))
      if (resampling === 'items') expect(own).toEqual([])
      else expect(own.some(part => ways[language][resampling].test(part))).toBe(true)
    },
  )
})
