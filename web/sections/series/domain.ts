import { address } from '../../state/address.ts'

export type Domain = readonly [low: number, high: number]

/** The part of an axis that the address names, if it is one; otherwise all of it. */
export function domainIn(whole: Domain, named: string | null): Domain {
  const [low, high] = (named ?? '').split('..').map(Number)
  return Number.isFinite(low) && high > low ? [Math.max(low, whole[0]), Math.min(high, whole[1])] : whole
}

/** Shows a part of the axis, or with null all of it. */
export function showDomain(domain: Domain | null): void {
  address({ x: domain === null ? null : domain.map(end => Number(end.toPrecision(6))).join('..') })
}
