import { readNumber } from './number-text.ts'
import type { Read } from './reading.ts'

interface Unit {
  /** What it measures, with the base unit: `length in m`. */
  readonly dimension: string
  /** A number of it is so many base units: value · times / by + plus. */
  readonly times: number
  readonly by: number
  readonly plus: number
}

/**
 * What is measured, its base unit, how many of it one is (as a quotient, so that 500 ml are 0.5 l and not a little
 * more), and how the unit is written; behind the semicolon names of which capital letters do not count. A unit of
 * several sizes, such as the gallon, is a dimension of its own: it is compared with itself only.
 */
const table: readonly (readonly [string, string, number, number, string, string?])[] = [
  ['length', 'm', 1, 1e9, 'nm', 'nanometer|nanometers|nanometre|nanometres'],
  ['length', 'm', 1, 1e6, 'µm|μm|um', 'micrometer|micrometers|micrometre|micrometres|micron|microns'],
  ['length', 'm', 1, 1000, 'mm|MM', 'millimeter|millimeters|millimetre|millimetres'],
  ['length', 'm', 1, 100, 'cm|CM', 'centimeter|centimeters|centimetre|centimetres'],
  ['length', 'm', 1, 10, 'dm', 'decimeter|decimeters|decimetre|decimetres'],
  ['length', 'm', 1, 1, 'm', 'meter|meters|metre|metres'],
  ['length', 'm', 1000, 1, 'km|KM', 'kilometer|kilometers|kilometre|kilometres'],
  ['length', 'm', 254, 10_000, 'in|in.|"|″|”', 'inch|inches'],
  ['length', 'm', 3048, 10_000, 'ft|ft.|′|’', 'foot|feet'],
  ['length', 'm', 9144, 10_000, 'yd', 'yard|yards'],
  ['length', 'm', 1_609_344, 1000, 'mi', 'mile|miles'],
  ['mass', 'g', 1, 1e6, 'µg|μg|mcg', 'microgram|micrograms'],
  ['mass', 'g', 1, 1000, 'mg', 'milligram|milligrams|milligramme|milligrammes'],
  ['mass', 'g', 1, 1, 'g|gr', 'gram|grams|gramme|grammes'],
  ['mass', 'g', 1000, 1, 'kg|Kg|KG|kgs', 'kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes'],
  ['mass', 'g', 1e6, 1, 't', 'tonne|tonnes|metric ton|metric tons'],
  ['mass', 'g', 45_359_237, 100_000, 'lb|lb.|lbs|lbs.|LB|LBS'],
  ['mass', 'g', 45_359_237, 1_600_000, 'oz|oz.|OZ', 'ounce|ounces'],
  ['volume', 'l', 1, 1e6, 'µl|µL|μl|μL', 'microliter|microliters|microlitre|microlitres'],
  ['volume', 'l', 1, 1000, 'ml|mL|ML|cm³|cm3|cc|ccm', 'milliliter|milliliters|millilitre|millilitres'],
  ['volume', 'l', 1, 100, 'cl|cL', 'centiliter|centiliters|centilitre|centilitres'],
  ['volume', 'l', 1, 10, 'dl|dL', 'deciliter|deciliters|decilitre|decilitres'],
  ['volume', 'l', 1, 1, 'l|L|dm³|dm3', 'liter|liters|litre|litres'],
  ['volume', 'l', 100, 1, 'hl|hL', 'hectoliter|hectoliters|hectolitre|hectolitres'],
  ['volume', 'l', 1000, 1, 'm³|m3', 'cubic meter|cubic meters|cubic metre|cubic metres'],
  ['volume', 'fl oz of one kind', 1, 1, 'fl oz|fl. oz.|fl.oz.', 'fluid ounce|fluid ounces'],
  ['volume', 'gallons of one kind', 1, 1, 'gal|gal.', 'gallon|gallons'],
  ['volume', 'pints of one kind', 1, 1, 'pt|pt.', 'pint|pints'],
  ['volume', 'quarts of one kind', 1, 1, 'qt|qt.', 'quart|quarts'],
  ['volume', 'cups of one kind', 1, 1, '', 'cup|cups'],
  ['mass', 'tons of one kind', 1, 1, '', 'ton|tons'],
  ['area', 'm²', 1, 1e6, 'mm²|mm2'],
  ['area', 'm²', 1, 10_000, 'cm²|cm2|qcm'],
  ['area', 'm²', 1, 1, 'm²|m2|qm|sqm|sq m', 'square meter|square meters|square metre|square metres'],
  ['area', 'm²', 10_000, 1, 'ha', 'hectare|hectares'],
  [
    'area',
    'm²',
    1e6,
    1,
    'km²|km2|sq km',
    'square kilometer|square kilometers|square kilometre|square kilometres',
  ],
  ['area', 'm²', 9_290_304, 1e8, 'ft²|ft2|sq ft|sq. ft.|sqft', 'square foot|square feet'],
  ['duration', 's', 1, 1e9, 'ns', 'nanosecond|nanoseconds'],
  ['duration', 's', 1, 1e6, 'µs|μs|us', 'microsecond|microseconds'],
  ['duration', 's', 1, 1000, 'ms|msec', 'millisecond|milliseconds'],
  ['duration', 's', 1, 1, 's|sec|secs|sec.', 'second|seconds'],
  ['duration', 's', 60, 1, 'min|mins|min.', 'minute|minutes'],
  ['duration', 's', 3600, 1, 'h|hr|hrs|Std.', 'hour|hours'],
  ['duration', 's', 86_400, 1, 'd', 'day|days'],
  ['duration', 's', 604_800, 1, 'wk|wks', 'week|weeks'],
  ['duration', 'months', 1, 1, 'mo|mos', 'month|months'],
  ['duration', 'months', 12, 1, 'yr|yrs|y', 'year|years'],
  ['temperature', '°C', 1, 1, '°C|℃|° C', 'degrees celsius|celsius'],
  ['temperature', '°C', 5, 9, '°F|℉|° F', 'degrees fahrenheit|fahrenheit'],
  ['angle', '°', 1, 1, '°|deg', 'degree|degrees'],
  ['angle', 'rad', 1, 1, 'rad', 'radian|radians'],
  ['data', 'bytes', 1, 1, '', 'byte|bytes'],
  ['data', 'bytes', 1e3, 1, 'kB|KB', 'kilobyte|kilobytes'],
  ['data', 'bytes', 1e6, 1, 'MB', 'megabyte|megabytes'],
  ['data', 'bytes', 1e9, 1, 'GB', 'gigabyte|gigabytes'],
  ['data', 'bytes', 1e12, 1, 'TB', 'terabyte|terabytes'],
  ['data', 'bytes', 1e15, 1, 'PB', 'petabyte|petabytes'],
  ['data', 'bytes', 2 ** 10, 1, 'KiB', 'kibibyte|kibibytes'],
  ['data', 'bytes', 2 ** 20, 1, 'MiB', 'mebibyte|mebibytes'],
  ['data', 'bytes', 2 ** 30, 1, 'GiB', 'gibibyte|gibibytes'],
  ['data', 'bytes', 2 ** 40, 1, 'TiB', 'tebibyte|tebibytes'],
  ['rate', 'bit/s', 1e3, 1, 'kbit/s|kbps|kb/s'],
  ['rate', 'bit/s', 1e6, 1, 'Mbit/s|Mbps|Mb/s'],
  ['rate', 'bit/s', 1e9, 1, 'Gbit/s|Gbps|Gb/s'],
  ['rate', 'bit/s', 8e6, 1, 'MB/s'],
  ['rate', 'bit/s', 8e9, 1, 'GB/s'],
  ['speed', 'm/s', 1, 1, 'm/s'],
  ['speed', 'm/s', 10, 36, 'km/h|kmh|kph'],
  ['speed', 'm/s', 44_704, 100_000, 'mph'],
  ['energy', 'J', 1, 1, 'J', 'joule|joules'],
  ['energy', 'J', 1e3, 1, 'kJ', 'kilojoule|kilojoules'],
  ['energy', 'J', 1e6, 1, 'MJ'],
  ['energy', 'J', 4184, 1, 'kcal', 'kilocalorie|kilocalories'],
  ['energy', 'J', 3600, 1, 'Wh', 'watt hour|watt hours'],
  ['energy', 'J', 3.6e6, 1, 'kWh|KWh', 'kilowatt hour|kilowatt hours'],
  ['energy', 'J', 3.6e9, 1, 'MWh'],
  ['power', 'W', 1, 1000, 'mW'],
  ['power', 'W', 1, 1, 'W', 'watt|watts'],
  ['power', 'W', 1e3, 1, 'kW|KW', 'kilowatt|kilowatts'],
  ['power', 'W', 1e6, 1, 'MW', 'megawatt|megawatts'],
  ['power', 'W', 1e9, 1, 'GW', 'gigawatt|gigawatts'],
  ['power', 'hp of one kind', 1, 1, 'hp|HP', 'horsepower'],
  ['power', 'PS', 1, 1, 'PS'],
  ['voltage', 'V', 1, 1000, 'mV'],
  ['voltage', 'V', 1, 1, 'V', 'volt|volts'],
  ['voltage', 'V', 1000, 1, 'kV'],
  ['current', 'A', 1, 1000, 'mA'],
  ['current', 'A', 1, 1, 'A', 'amp|amps|ampere|amperes'],
  ['charge', 'Ah', 1, 1000, 'mAh'],
  ['charge', 'Ah', 1, 1, 'Ah'],
  ['frequency', 'Hz', 1, 1, 'Hz', 'hertz'],
  ['frequency', 'Hz', 1e3, 1, 'kHz|KHz'],
  ['frequency', 'Hz', 1e6, 1, 'MHz'],
  ['frequency', 'Hz', 1e9, 1, 'GHz'],
  ['pressure', 'Pa', 1, 1, 'Pa'],
  ['pressure', 'Pa', 100, 1, 'hPa|mbar'],
  ['pressure', 'Pa', 1e3, 1, 'kPa'],
  ['pressure', 'Pa', 1e5, 1, 'bar'],
  ['pressure', 'Pa', 1e6, 1, 'MPa'],
  ['light', 'lm', 1, 1, 'lm', 'lumen|lumens'],
  ['noise', 'dB', 1, 1, 'dB', 'decibel|decibels'],
  ['count', 'pixels', 1, 1, 'px', 'pixel|pixels'],
  ['count', 'pixels', 1e6, 1, 'MP', 'megapixel|megapixels'],
  ['count', 'pieces', 1, 1, 'pcs|pcs.|pc', 'piece|pieces'],
]

const zeros: Readonly<Record<string, number>> = { '°F': -160 / 9, '℉': -160 / 9, '° F': -160 / 9 }

const bySymbol = new Map<string, Unit>()
const byName = new Map<string, Unit>()
for (const [dimension, base, times, by, symbols, names = ''] of table) {
  const all = symbols.split('|').filter(symbol => symbol !== '')
  const unit = { dimension: `${dimension} in ${base}`, times, by, plus: zeros[all[0]] ?? 0 }
  for (const symbol of all) bySymbol.set(symbol, unit)
  for (const name of names.split('|')) if (name !== '') byName.set(name, unit)
}

/** A number, its last digit, and a unit behind it that begins with no digit. */
const shape = /^(.*\d)\s?([^\d\s].*)$/u

/** The readings of a text as a number with a unit, such as 500 ml, in the base unit of what is measured. */
export function readQuantity(text: string): readonly Read[] {
  const parts = splitAtUnit(text)
  if (parts === null) return []
  const [amount, name] = parts
  const unit = bySymbol.get(name) ?? byName.get(name.toLowerCase())
  if (unit === undefined) return []
  return readNumber(amount).map(({ value, notation }) => ({
    value: (value * unit.times) / unit.by + unit.plus,
    notation,
    dimensions: [unit.dimension],
  }))
}

/** The readings of a text as a percentage; 12 % is 12. */
export function readPercentage(text: string): readonly Read[] {
  const parts = /^(.*\d)\s?(?:%|percent|per cent|pct)$/iu.exec(text)
  return parts === null ? [] : readNumber(parts[1])
}

function splitAtUnit(text: string): readonly [string, string] | null {
  // m², m2 and m³ end in a digit, which is none of the number's.
  const squared = /^(.*\d)\s?([a-z]+(?: [a-z]+)?[23²³])$/iu.exec(text) ?? shape.exec(text)
  return squared === null ? null : [squared[1], squared[2]]
}
