/**
 * What the value of a fact of each kind is, read back from its text by one who knows every format of the kind: equal
 * strings for equal values. Independent of what wrote them.
 */
export const readers: Readonly<Record<string, (text: string) => string>> = {
  money(text) {
    const [, before, whole, cents = '00', after] =
      /(USD |[$€])?(\d[\d,]*)(?:\.(\d\d))?( dollars)?/.exec(text) ?? fail(text)
    const currency = before === '€' ? 'euro' : before || after ? 'dollar' : fail(text)
    return `${Number(whole.replaceAll(',', '')) * 100 + Number(cents)} cents of a ${currency}`
  },
  date(text) {
    const iso = /(\d{4})-(\d\d)-(\d\d)/.exec(text)
    if (iso) return [Number(iso[1]), Number(iso[2]), Number(iso[3])].join(' ')
    const dayFirst = /(\d{1,2}) ([A-Z][a-z]+) (\d{4})/.exec(text)
    if (dayFirst) return [Number(dayFirst[3]), monthOf(dayFirst[2]), Number(dayFirst[1])].join(' ')
    const [, month, day, year] = /([A-Z][a-z]+) (\d{1,2}), (\d{4})/.exec(text) ?? fail(text)
    return [Number(year), monthOf(month), Number(day)].join(' ')
  },
  time(text) {
    const [, hour, minute, half] = /(\d{1,2}):(\d\d)(?: ?([ap])\.?m)?/i.exec(text) ?? fail(text)
    const onDial = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0)
    return String(onDial * 60 + Number(minute))
  },
  duration(text) {
    const [, hours, minutes] = /(\d+) h (\d+) min/.exec(text) ?? []
    if (hours !== undefined) return String(Number(hours) * 3600 + Number(minutes) * 60)
    const [, count, unit] = /(\d+) (min|hours|seconds)/.exec(text) ?? fail(text)
    return String(Number(count) * { min: 60, hours: 3600, seconds: 1 }[unit as 'min']!)
  },
  id: text => (/\d+/.exec(text) ?? fail(text))[0],
  version: text => (/\d+\.\d+\.\d+/.exec(text) ?? fail(text))[0],
  dose(text) {
    const [, amount, unit] = /([\d.]+) ?(mg|g\b|milligrams)/.exec(text) ?? fail(text)
    return String(Math.round(Number(amount) * (unit === 'g' ? 1000 : 1)))
  },
  percent: text => String(Number((/([\d.]+) ?(?:%|per)/.exec(text) ?? fail(text))[1])),
  count: text => (/\d[\d,]*/.exec(text) ?? fail(text))[0].replaceAll(',', ''),
  length(text) {
    const [, amount, unit] = /([\d.]+) (mm|cm|metres|m\b|ft)/.exec(text) ?? fail(text)
    const inMillimetres = { mm: 1, cm: 10, metres: 1000, m: 1000, ft: 304.8 }[unit as 'mm']!
    return String(Math.round(Number(amount) * inMillimetres * 10))
  },
  temperature(text) {
    const [, sign = '', size, unit] = /(minus |[-−+])?(\d+) ?(°[CF]|degrees C)/.exec(text) ?? fail(text)
    return `${sign === '' || sign === '+' ? '' : '-'}${size} ${unit.at(-1)}`
  },
  section(text) {
    const [, of, number] = /(sec|art|§)[a-z.]* (\d+(?:\.\d+)?)/i.exec(text) ?? fail(text)
    return `${/a/i.test(of) ? 'article' : 'section'} ${number}`
  },
}

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec'

function monthOf(name: string): number {
  return months.indexOf(name.slice(0, 3)) / 3 + 1
}

function fail(text: string): never {
  throw new Error(`No value of its kind in: ${text}`)
}
