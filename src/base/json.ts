export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/**
 * JSON text that is the same for equal values: keys sorted by code unit, undefined members left out, no
 * spaces. Fit for hashing. Numbers must be finite.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += `${text === '' ? '' : ','}${canonicalJson(item)}`
    return `[${text}]`
  }
  const record = value as { readonly [key: string]: Json | undefined }
  for (const key of Object.keys(record).sort()) {
    const member = record[key]
    if (member !== undefined)
      text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`
  }
  return `{${text}}`
}

/**
 * Whether a value that was read from JSON is nested deeper than so many lists and objects. Whatever walks through a
 * value by calling itself ends in a full stack on what is nested too deeply; this does not.
 */
export function isDeeperThan(value: unknown, levels: number): boolean {
  const open: { readonly value: unknown; readonly level: number }[] = [{ value, level: 0 }]
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (each.value === null || typeof each.value !== 'object') continue
    if (each.level === levels) return true
    for (const member of Object.values(each.value)) {
      if (member !== null && typeof member === 'object') open.push({ value: member, level: each.level + 1 })
    }
  }
  return false
}

/** Whether a value is an object with members, and no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
