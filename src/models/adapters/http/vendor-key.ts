import { vendors } from '../ai-sdk/vendors.ts'
import type { ModelEnvironment } from '../family.ts'
import type { SentKey } from '../reach.ts'

/** Jina's own service, and the variable that holds its key. */
export const jinaService = { baseURL: 'https://api.jina.ai/v1', variable: 'JINA_API_KEY' } as const

/** Whether a variable holds the key of the vendor whose own address this is, so that the key belongs there. */
export function isVendorKey(variable: string, baseURL: string, { env }: ModelEnvironment): boolean {
  const origin = URL.parse(baseURL)?.origin
  return services(env).some(
    service => service.variable === variable && URL.parse(service.baseURL)?.origin === origin,
  )
}

/**
 * A key that goes to an address.
 * @param known whether the family knows the variable; default: whether it is that of the vendor there
 */
export function sentKey(
  variable: string,
  to: string,
  environment: ModelEnvironment,
  known: boolean = isVendorKey(variable, to, environment),
): SentKey {
  const ofVendor = services(environment.env).some(service => service.variable === variable)
  return { variable, known, elsewhere: ofVendor && !isVendorKey(variable, to, environment) }
}

function services(env: ModelEnvironment['env']) {
  return [
    jinaService,
    ...vendors.map(({ variables, address }) => ({ variable: variables[0], baseURL: address(env) })),
  ]
}
