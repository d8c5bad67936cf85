/** What a name may have behind it and still be the same model, said more exactly: a date, a build, a tag, a format. */
const exactSuffix =
  /^(?:(?:[-_@:]|\.(?!\d))(?:\d{2,}(?:[-_]\d{2}){0,2}|\d+|latest|stable|default|preview|beta|hf|gguf|onnx|mlx|awq|gptq|int[48]|fp?(?:16|32|8)|bf16|i?q\d+(?:_\w+)*|\d+(?:\.\d+)?[bmk])|:[\w.-]+)+$/

/** `-v2` is another model of most names, and a build of one that ends in its number: `text-embedding-ada-002-v2`. */
const numbered = /-\d{3}$/
const build = /^-v\d+$/

/**
 * The name of the model that an answer says it is of, where that is another than the one asked; undefined where it
 * is the same or the answer says nothing. Names are the same in any case of letters, with or without the folder,
 * organisation or tag before or behind them, and with a more exact version: `gpt-4` and `gpt-4-0613`, `bge-m3` and
 * `BAAI/bge-m3`, `nomic-embed-text` and `nomic-embed-text:latest`.
 */
export function anotherModel(asked: string, answered: unknown): string | undefined {
  if (typeof answered !== 'string' || answered.trim() === '') return undefined
  return sameModel(nameOf(asked), nameOf(answered)) ? undefined : answered.trim()
}

interface Name {
  /** Null where there is none, or a folder of a disk. */
  readonly organisation: string | null
  readonly name: string
}

function nameOf(text: string): Name {
  const plain = text.trim().toLowerCase().replaceAll('\\', '/')
  const ofHub = /models--([^/]+?)--([^/]+)/.exec(plain)
  if (ofHub !== null) return { organisation: ofHub[1], name: ofHub[2] }
  const parts = plain.replace(/\/+$/, '').split('/')
  const name = (parts.at(-1) ?? '').replace(/\.(?:gguf|onnx|safetensors|bin)$/, '')
  const isFolder =
    parts.length !== 2 || parts[0] === '' || /^(?:\.{1,2}|~|models?|publishers)$/.test(parts[0])
  return { organisation: isFolder ? null : parts[0], name }
}

function sameModel(asked: Name, answered: Name): boolean {
  const organisations = [asked.organisation, answered.organisation]
  if (!organisations.includes(null) && asked.organisation !== answered.organisation) return false
  if (asked.name === answered.name) return true
  const [shorter, longer] = [asked.name, answered.name].toSorted((a, b) => a.length - b.length)
  const more = longer.slice(shorter.length)
  if (longer.startsWith(shorter) && (exactSuffix.test(more) || (numbered.test(shorter) && build.test(more))))
    return true
  // `latest` is whatever the server takes it for.
  const [base, tag] = asked.name.split(':')
  return tag === 'latest' && answered.name.split(':')[0] === base
}
