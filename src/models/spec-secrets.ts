import { NumeracyError } from '../base/error.ts'
import { type ModelSpec, specName } from './spec.ts'

/** How keys of services begin: OpenAI, Hugging Face, Jina, Google, Groq, GitHub, AWS, Slack, NVIDIA, Replicate, xAI, Perplexity, Voyage. */
const knownKey =
  /(?:^|[^A-Za-z0-9])(?:sk[-_][\w-]{8,}|hf_\w{8,}|jina_\w{8,}|AIza[\w-]{16,}|gsk_\w{8,}|gh[opsu]_\w{16,}|github_pat_\w{16,}|glpat-[\w-]{12,}|A[KS]IA[A-Z0-9]{12,}|xox[abpr]-[\w-]{8,}|nvapi-[\w-]{8,}|r8_\w{16,}|xai-[\w-]{16,}|pplx-\w{16,}|pa-[\w-]{24,}|tgp_v\d_[\w-]{16,}|csk-\w{16,}|bce-v3\/[\w/-]{16,})/
const webToken = /eyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*/
const bearer = /^\s*(?:bearer|basic|token|api[ _-]?key)\s+\S{6,}/i

/** Commits, digests and ids, which are public. */
const publicId = /^(?:(?:sha\d+|md5)[:-])?[0-9a-f]+$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Names of members that hold secrets, whatever the value. */
const secretName =
  /secret|passw(?:or)?d|passphrase|pwd|credential|authoriz|authoris|\bauth\b|bearer|api[-_.]?key|access[-_.]?key|private[-_.]?key/i
/** Names that mostly do: a number or a switch under them is none. */
const doubtfulName = /key|token/i
const harmlessName = /keyword|tokeniz|tokenis|monkey|hotkey|keyframe/i

/**
 * Refuses a spec with something in it that looks like a key or a password: specs are written into run files, reports
 * and the cache. Looked at are all options, and members of `body.…` by name and value; addresses where they are read.
 * @throws NumeracyError `usage`; it repeats nothing of the value
 */
export function refuseSecrets(spec: ModelSpec): void {
  for (const [name, value] of Object.entries(spec.options)) {
    if (optionHoldsKey(name, value)) throw secretIn(spec, name)
  }
  // Words of a command line: only what is surely a key, for paths may look like anything.
  if (spec.provider === 'command' && surelyKey(spec.name)) {
    throw new NumeracyError(
      'usage',
      'command: got a word that looks like a key in the command line, which is written into run files; expected none. Put the key into an environment variable, which the program sees.',
      { details: { option: 'command' } },
    )
  }
}

function secretIn(spec: ModelSpec, option: string): NumeracyError {
  const name = looksLikeKey(option) ? 'an option' : `the option ${option}`
  return new NumeracyError(
    'usage',
    `${specName(spec)}: got what looks like a key or a password in ${name}; expected none, for specs are written into run files. Put it into an environment variable and name that with ?keyEnv=NAME: it is sent as a bearer in the header of each request.`,
    { details: { spec: specName(spec), ...(looksLikeKey(option) ? {} : { option }) } },
  )
}

function optionHoldsKey(name: string, value: string): boolean {
  if (name === 'keyEnv' || name === 'baseURL') return false
  if (!name.startsWith('body.')) return looksLikeKey(value)
  const members = name.split('.').slice(1)
  return memberHoldsKey(members.join('.'), parsed(value))
}

/** Members are looked at however deep they stand. */
function memberHoldsKey(name: string, value: unknown): boolean {
  const open: [name: string, value: unknown][] = [[name, value]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [member, held] = next
    if (typeof held === 'object' && held !== null) {
      for (const [inner, each] of Object.entries(held))
        open.push([Array.isArray(held) ? member : inner, each])
    } else if (isSecret(member, held)) {
      return true
    }
  }
  return false
}

function isSecret(name: string, value: unknown): boolean {
  if (value === null || value === '' || typeof value === 'boolean') return false
  if (harmlessName.test(name)) return typeof value === 'string' && looksLikeKey(value)
  if (secretName.test(name)) return true
  if (typeof value !== 'string') return false
  return doubtfulName.test(name) || looksLikeKey(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Whether the path of an address has something in it that looks like a key. */
export function pathHoldsKey(pathname: string): boolean {
  const path = decoded(pathname)
  return path.split(/[/;,=&?:@]/).some(looksLikeKey) || /(?:key|token|secret)=/i.test(path)
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function surelyKey(text: string): boolean {
  return knownKey.test(text) || webToken.test(text)
}

/** Whether a text is, or has in it, what only keys look like: a known beginning, or a long random word. */
export function looksLikeKey(text: string): boolean {
  if (surelyKey(text) || bearer.test(text)) return true
  return (
    text.split(/[\s,;:"'/=]+/).some(isRandomWord) ||
    (/^[A-Za-z0-9+/]{40,}={0,2}$/.test(text) && isRandom(text.replace(/[+/=]/g, '')))
  )
}

/** At least so many letters and digits in a row; or, where signs stand between them, as in base64, so many in all. */
const randomLength = 20
const randomLengthWithSigns = 32

function isRandomWord(word: string): boolean {
  if (publicId.test(word)) return false
  const parts = word.split(/[-_.+]/).filter(part => part.length >= randomLength)
  const whole = word.replace(/[-_.+]/g, '')
  return parts.some(isRandom) || (whole.length >= randomLengthWithSigns && isRandom(whole))
}

/** Of the places of a random word, about 0.4 change between small letters and digits, 0.6 where there are both cases. */
const changesOfRandom = 0.3

/** Names and words change seldom from small to capital letters and digits; commits and dates have one kind alone. */
function isRandom(text: string): boolean {
  if (!/^[A-Za-z0-9]+$/.test(text) || /^[0-9a-f]+$/i.test(text) || !/\d/.test(text)) return false
  const kinds = [...text].map(letter => (/\d/.test(letter) ? 0 : /[a-z]/.test(letter) ? 1 : 2))
  const changes = kinds.slice(1).filter((kind, at) => kind !== kinds[at]).length
  return changes / text.length >= changesOfRandom
}
