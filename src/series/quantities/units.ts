import { type Fraction, fraction, fractionOf, product, sum } from '../../math/fraction.ts'
import type { UnitKind } from './quantity.ts'

/** A unit, and how to bring a number in it to the base unit of its kind. */
export interface Unit {
  readonly kind: UnitKind | 'percent'
  readonly base: string
  readonly factor: Fraction
  /** Added after the factor: the zero of a scale of temperature. */
  readonly offset?: Fraction
}

/**
 * Kind, base unit, how many of it one is (or a fraction), its symbols (capital and small letters count), its names
 * (they do not). Names of two words are written with one blank.
 */
const table: readonly (readonly [Unit['kind'], string, string, string, string])[] = [
  ['percent', '%', '1', '%|pp', 'percent|per cent|pct|percentage point|percentage points|个百分点'],
  ['percent', '%', '1/10', '‰', 'permille|per mille'],
  ['percent', '%', '1/100', 'bps|bp', 'basis point|basis points|个基点'],
  ['duration', 's', '1e-9', 'ns', 'nanosecond|nanoseconds|纳秒'],
  ['duration', 's', '1e-6', 'µs|us', 'microsecond|microseconds|微秒'],
  ['duration', 's', '1e-3', 'ms|msec', 'millisecond|milliseconds|毫秒'],
  ['duration', 's', '1', 's|sec|secs', 'second|seconds|秒|秒钟'],
  ['duration', 's', '60', 'min|mins', 'minute|minutes|分钟'],
  ['duration', 's', '3600', 'h|hr|hrs|H', 'hour|hours|小时|个小时|钟头|个钟头'],
  ['duration', 's', '86400', 'd', 'day|days|天|日'],
  ['duration', 's', '604800', 'wk|wks', 'week|weeks|周|星期|个星期|礼拜|个礼拜'],
  ['duration', 'month', '1', 'mo|mos|mth|mths', 'month|months|个月|月'],
  ['duration', 'month', '3', '', 'quarter|quarters|个季度|季度'],
  ['duration', 'month', '12', 'yr|yrs|y', 'year|years|年'],
  ['mass', 'g', '1e-9', 'ng', 'nanogram|nanograms|纳克'],
  ['mass', 'g', '1e-6', 'µg|ug|mcg', 'microgram|micrograms|microgramme|microgrammes|微克'],
  ['mass', 'g', '1e-3', 'mg', 'milligram|milligrams|milligramme|milligrammes|毫克'],
  ['mass', 'g', '1', 'g|gr', 'gram|grams|gramme|grammes|克'],
  ['mass', 'g', '1000', 'kg|Kg|KG', 'kilogram|kilograms|kilogramme|kilogrammes|kilo|kilos|kgs|公斤|千克'],
  ['mass', 'g', '500', '', '斤|市斤'],
  ['mass', 'g', '1000000', 't', 'tonne|tonnes|metric ton|metric tons|吨'],
  ['mass', 'g', '45359237/100000', 'lb', 'lbs|pound|pounds|磅'],
  ['mass', 'g', '45359237/1600000', 'oz', 'ounce|ounces|盎司'],
  ['volume', 'l', '1e-6', 'µl|µL|ul', 'microliter|microliters|microlitre|microlitres|微升'],
  ['volume', 'l', '1e-3', 'ml|mL|ML|cc', 'milliliter|milliliters|millilitre|millilitres|毫升'],
  ['volume', 'l', '1e-2', 'cl|cL', 'centiliter|centiliters|centilitre|centilitres'],
  ['volume', 'l', '1e-1', 'dl|dL', 'deciliter|deciliters|decilitre|decilitres'],
  ['volume', 'l', '1', 'l|L|ltr', 'liter|liters|litre|litres|升|公升'],
  ['volume', 'l', '100', 'hl', 'hectoliter|hectoliters|hectolitre|hectolitres'],
  ['volume', 'l', '1000', 'm³|m3', 'cubic meter|cubic meters|cubic metre|cubic metres|立方米'],
  [
    'volume',
    'l',
    '1e-3',
    'cm³|cm3',
    'cubic centimeter|cubic centimeters|cubic centimetre|cubic centimetres|立方厘米',
  ],
  ['volume', 'l', '473176473/125000000', 'gal', 'gallon|gallons|加仑'],
  ['volume', 'l', '473176473/16000000000', '', 'fl oz|fluid ounce|fluid ounces'],
  ['length', 'm', '1e-9', 'nm', 'nanometer|nanometers|nanometre|nanometres|纳米'],
  ['length', 'm', '1e-6', 'µm|um', 'micrometer|micrometers|micrometre|micrometres|micron|microns|微米'],
  ['length', 'm', '1e-3', 'mm|MM', 'millimeter|millimeters|millimetre|millimetres|毫米'],
  ['length', 'm', '1e-2', 'cm|CM', 'centimeter|centimeters|centimetre|centimetres|厘米|公分'],
  ['length', 'm', '1e-1', 'dm', 'decimeter|decimeters|decimetre|decimetres|分米'],
  ['length', 'm', '1', 'm', 'meter|meters|metre|metres|米|公尺'],
  ['length', 'm', '1000', 'km|Km|KM', 'kilometer|kilometers|kilometre|kilometres|kms|公里|千米'],
  ['length', 'm', '500', '', '华里|里'],
  ['length', 'm', '254/10000', '″|in', 'inch|inches|英寸'],
  ['length', 'm', '3048/10000', 'ft|′', 'foot|feet|英尺'],
  ['length', 'm', '9144/10000', 'yd|yds', 'yard|yards|英码'],
  ['length', 'm', '1609344/1000', 'mi', 'mile|miles|英里'],
  ['length', 'm', '1852', 'nmi', 'nautical mile|nautical miles|海里'],
  [
    'area',
    'm²',
    '1',
    'm²|m2|sqm',
    'sq m|sq metre|sq metres|sq meter|sq meters|square meter|square meters|square metre|square metres|平方米|平米|平方',
  ],
  [
    'area',
    'm²',
    '1e-4',
    'cm²|cm2',
    'sq cm|square centimeter|square centimeters|square centimetre|square centimetres|平方厘米',
  ],
  [
    'area',
    'm²',
    '1000000',
    'km²|km2',
    'sq km|square kilometer|square kilometers|square kilometre|square kilometres|平方公里|平方千米',
  ],
  ['area', 'm²', '10000', 'ha', 'hectare|hectares|公顷'],
  ['area', 'm²', '2000/3', '', '亩'],
  ['area', 'm²', '9290304/100000000', 'ft²|ft2|sqft', 'sq ft|square foot|square feet|平方英尺'],
  ['area', 'm²', '40468564224/10000000', 'ac', 'acre|acres|英亩'],
  ['angle', '°', '1', '°', 'degree|degrees|deg|度'],
  ['data', 'byte', '1/8', 'b|bit', 'bits|比特'],
  ['data', 'byte', '125', 'kb|kbit|Kbit', 'kilobit|kilobits'],
  ['data', 'byte', '125000', 'Mb|Mbit', 'megabit|megabits'],
  ['data', 'byte', '125000000', 'Gb|Gbit', 'gigabit|gigabits'],
  ['data', 'byte', '1', 'B', 'byte|bytes|字节'],
  ['data', 'byte', '1000', 'kB|KB', 'kilobyte|kilobytes'],
  ['data', 'byte', '1000000', 'MB', 'megabyte|megabytes|兆字节'],
  ['data', 'byte', '1000000000', 'GB', 'gigabyte|gigabytes|吉字节'],
  ['data', 'byte', '1000000000000', 'TB', 'terabyte|terabytes'],
  ['data', 'byte', '1000000000000000', 'PB', 'petabyte|petabytes'],
  ['data', 'byte', '1024', 'KiB', 'kibibyte|kibibytes'],
  ['data', 'byte', '1048576', 'MiB', 'mebibyte|mebibytes'],
  ['data', 'byte', '1073741824', 'GiB', 'gibibyte|gibibytes'],
  ['data', 'byte', '1099511627776', 'TiB', 'tebibyte|tebibytes'],
  ['frequency', 'Hz', '1', 'Hz', 'hertz|赫兹'],
  ['frequency', 'Hz', '1000', 'kHz|KHz', 'kilohertz|千赫'],
  ['frequency', 'Hz', '1000000', 'MHz', 'megahertz|兆赫'],
  ['frequency', 'Hz', '1000000000', 'GHz', 'gigahertz|吉赫'],
  ['power', 'W', '1/1000', 'mW', 'milliwatt|milliwatts|毫瓦'],
  ['power', 'W', '1', 'W', 'watt|watts|瓦'],
  ['power', 'W', '1000', 'kW|KW', 'kilowatt|kilowatts|千瓦'],
  ['power', 'W', '1000000', 'MW', 'megawatt|megawatts|兆瓦'],
  ['power', 'W', '1000000000', 'GW', 'gigawatt|gigawatts'],
  ['energy', 'J', '1', 'J', 'joule|joules|焦耳'],
  ['energy', 'J', '1000', 'kJ|KJ', 'kilojoule|kilojoules|千焦'],
  ['energy', 'J', '3600', 'Wh', 'watt hour|watt hours'],
  [
    'energy',
    'J',
    '3600000',
    'kWh|KWh|KWH',
    'kilowatt hour|kilowatt hours|kilowatt-hour|kilowatt-hours|千瓦时|度电',
  ],
  ['energy', 'J', '3600000000', 'MWh', 'megawatt hour|megawatt hours'],
  ['energy', 'J', '4184/1000', 'cal', 'calorie|calories|卡'],
  ['energy', 'J', '4184', 'kcal|Kcal', 'kilocalorie|kilocalories|千卡|大卡'],
  ['voltage', 'V', '1/1000', 'mV', 'millivolt|millivolts|毫伏'],
  ['voltage', 'V', '1', 'V', 'volt|volts|伏|伏特'],
  ['voltage', 'V', '1000', 'kV', 'kilovolt|kilovolts|千伏'],
  ['current', 'A', '1/1000', 'mA', 'milliampere|milliamperes|milliamps|毫安'],
  ['current', 'A', '1', 'A', 'ampere|amperes|amp|amps|安培'],
  ['charge', 'Ah', '1', 'Ah', 'ampere hour|ampere hours'],
  ['charge', 'Ah', '1/1000', 'mAh|mah', '毫安时'],
  ['pressure', 'Pa', '1', 'Pa', 'pascal|pascals|帕'],
  ['pressure', 'Pa', '100', 'hPa|mbar', 'hectopascal|hectopascals|millibar|millibars|百帕'],
  ['pressure', 'Pa', '1000', 'kPa', 'kilopascal|kilopascals|千帕'],
  ['pressure', 'Pa', '1000000', 'MPa', 'megapascal|megapascals|兆帕'],
  ['pressure', 'Pa', '100000', 'bar', 'bars'],
  ['pressure', 'psi', '1', 'psi|PSI', ''],
  ['pressure', 'mmHg', '1', 'mmHg|mmhg', '毫米汞柱'],
  ['sound', 'dB', '1', 'dB', 'decibel|decibels|分贝'],
  ['pixels', 'px', '1', 'px', 'pixel|pixels|像素'],
]

const celsius: Unit = { kind: 'temperature', base: 'K', factor: fraction(1n), offset: fractionOf('273.15') }
const fahrenheit: Unit = {
  kind: 'temperature',
  base: 'K',
  factor: fraction(5n, 9n),
  offset: fraction(229_835n, 900n),
}
const kelvin: Unit = { kind: 'temperature', base: 'K', factor: fraction(1n) }

const bySymbol = new Map<string, Unit>()
const byName = new Map<string, Unit>()
for (const [kind, base, size, symbols, names] of table) {
  const [numerator, denominator] = size.split('/')
  const factor =
    denominator === undefined ? fractionOf(numerator) : fraction(BigInt(numerator), BigInt(denominator))
  enter({ kind, base, factor }, symbols, names)
}
enter(
  celsius,
  '°C|° C|℃|C',
  'degc|degree celsius|degrees celsius|degrees c|degree centigrade|degrees centigrade|celsius|摄氏度',
)
enter(fahrenheit, '°F|° F|℉|F', 'degf|degree fahrenheit|degrees fahrenheit|degrees f|fahrenheit|华氏度')
enter(kelvin, 'K', 'kelvin|kelvins|开尔文')

function enter(unit: Unit, symbols: string, names: string): void {
  for (const symbol of symbols.split('|')) bySymbol.set(symbol, unit)
  for (const name of names.split('|')) byName.set(name, unit)
}
bySymbol.delete('')
byName.delete('')

/** Degrees without a scale may be of any. */
const scales = [celsius, fahrenheit]

/** The unit of a symbol or a name first, then what else it may be; empty where there is none. */
export function unitsNamed(text: string): readonly Unit[] {
  const unit = bySymbol.get(text) ?? byName.get(text.toLowerCase()) ?? bySymbol.get(text.toLowerCase())
  if (unit === undefined) return []
  return unit.kind === 'angle' ? [unit, ...scales] : [unit]
}

/** In characters. */
export const longestChineseUnit = Math.max(
  ...[...byName.keys()].filter(name => name >= '\u2e80').map(({ length }) => length),
)

export function inBaseUnit(value: Fraction, { factor, offset }: Unit): Fraction {
  const scaled = product(value, factor)
  return offset === undefined ? scaled : sum(scaled, offset)
}
