import { relativeImport } from './relative-import.ts'

/** Why a built file must not be published: one sentence for each reason, none for a fit file. */
export function unfit(path: string, text: string): string[] {
  const reasons: string[] = []
  if (path.endsWith('.map') || /^\/\/# sourceMappingURL=/m.test(text))
    reasons.push('is or names a source map')
  if (/(?:^|\/)(?:tests?|fixtures|golden)\/|\.test\./.test(path)) reasons.push('belongs to the tests')
  if (path.endsWith('.js')) {
    for (const [, specifier] of text.matchAll(relativeImport)) {
      if (!/\.(?:js|cjs|json)$/.test(specifier!)) reasons.push(`imports ${specifier}, which Node cannot load`)
    }
  }
  return reasons.map(reason => `${path} ${reason}.`)
}
