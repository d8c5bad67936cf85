import type { ErrorFacts } from '../../base/error.ts'

/** What was asked for at once. */
export interface AskedAtOnce {
  readonly texts: number
  /** Whether fewer may be asked for: a listwise reranker needs its whole list. */
  readonly splittable: boolean
}

/** A refusal for its size: what to do, and what the decorators read (`tooLarge`, `atMost`, `tooLong`). */
export interface TooMuch {
  readonly advice: string
  readonly details: NonNullable<ErrorFacts['details']>
}

/** CUDA, ROCm, Metal, PyTorch, ONNX Runtime, candle, llama.cpp, XLA, the JVM, C++ and the kernel, as they say it. */
const outOfMemory =
  /out[ _-]?of[ _-]?memory|\bOOM\b|\bENOMEM\b|MemoryError|bad[_ ]alloc|ALLOC_FAILED|(?:cannot|can't|could not|unable to|fail(?:ed|ure)? to|failure to) allocate|alloc(?:ation)? (?:of .{0,40} )?fail|fail\w*:? (?:memory|buffer) alloc|(?:not enough|insufficient|no more|too little) (?:\w+ ){0,3}memory|memory (?:is |was )?(?:limit )?(?:exhausted|exceeded)|exceed\w* (?:the )?(?:available |gpu |device |system )*memory|heap space/i

const things =
  '(?:requests?|inputs?|texts?|documents?|items?|instances?|sentences?|strings?|passages?|entries|elements|embeddings?|prompts?|contents|values|rows|batch(?:es)?|batch.?size|array|list)(?:\\(s\\))?'
const few = '(?:[\\w`\'"$]+ ){0,3}?'
const number = '(\\d[\\d,_]*)'
const limitWord = '(?:max(?:imum)?|limit)'

/**
 * A number of texts that a server takes at once, as they name it: Gemini ("at most 100 requests can be in one
 * batch"), Vertex ("250 instance(s) is allowed per prediction"), DashScope ("batch size is invalid, it should not be
 * larger than 10"), TEI ("batch size 64 > maximum allowed batch size 32"), Azure ("The max number of inputs is 16"),
 * OpenAI ("an array with maximum length 2048"), Cohere ("total number of texts must be at most 96"), Bedrock
 * ("expected maximum item count: 96"), Voyage ("The batch size limit is 128"), FastAPI ("at most 2048 items").
 */
const namedLimits: readonly RegExp[] = [
  `(?:at most|up to|no more than|not more than|maximum of|limit of|limited to|only|only send|\\bto) ${number} ${few}${things}(?!\\w)`,
  `(?:not|cannot|n't) (?:[\\w]+ ){0,3}?more than ${number} ${few}${things}(?!\\w)`,
  `${things}\\b[^.\\n]{0,60}?\\b(?:at most|up to|no more than|not more than|less than or equal to|<=|≤) ?${number}`,
  `${things}\\b[^.\\n]{0,80}?\\b(?:not|cannot|can't|mustn't) (?:be )?(?:larger|greater|more|bigger|longer|higher)(?: than)? ${number}`,
  `${things}\\b[^.\\n]{0,80}?\\b(?:not|cannot|can't) exceed ${few}${number}`,
  `${limitWord}[ _-]${few}batch[ _-]?size(?: ?limit)?(?: ?(?:is|of|[=:]))? ?${number}`,
  `${things}\\b[^.\\n]{0,60}?\\b${limitWord}(?: ?(?:is|of|[=:])) ?${number}`,
  `${things}\\b[^.\\n]{0,40}?\\bbetween \\d+ and ${number}`,
  `${things}\\b[^.\\n]{0,40}?\\b\\d+ ?> ?${number}`,
  `batch[ _-]?size ${few}${limitWord}(?: ?(?:is|of|[=:]))? ?${number}`,
  `${limitWord} (?:number|count|amount) of ${few}${things}(?: ${few})?(?:is|[=:])? ?${number}`,
  `${limitWord} item count(?: is| of|:)? ?${number}`,
  `(?:array|list)[^.\\n]{0,40}?${limitWord} length(?: is| of|:)? ?${number}`,
  `(?:array|list) too long[^.\\n]{0,20}?${limitWord} ?${number}`,
  `${number} ${things} (?:is|are) (?:the most|allowed|supported|permitted|accepted)`,
  `${things}\\b[^.\\n]{0,60}?\\bexceed\\w* ${few}(?:max(?:imum)?|limit)(?: (?:allowed|supported|size|value|limit|number|count|batch))*(?: ?(?:of|is|[=:]))? ?${number}`,
  `(?:不(?:能|得|可|应)?(?:超过|大于|多于)|最多|最大(?:不超过|不得超过|为)?|上限为?) ?${number}`,
].map(source => new RegExp(source, 'i'))

/** Behind a number that counts something else than texts. */
const otherUnit = /^[ -]?(?:\w+ )?(?:tokens?|char|words?|bytes?|[kmg]i?b\b|dimension|seconds?|minutes?)/i

/** As TEI, vLLM, llama.cpp, OpenAI, Mistral, Voyage and others say it, with or without a number. */
const muchAtOnce =
  /batch.?size|too (?:large|many|long|big)|(?:larger|longer|more) than|\bmax(?:imum)?\b[^.]{0,40}\b(?:inputs?|texts?|documents?|items?|instances?|requests?|tokens?|length|size)\b|exceed|split into more batches|(?:inputs?|texts|documents|items|array|list|batch)\b[^.]{0,60}(?:less|fewer|smaller) than|context (?:length|size|window)|at most \d|less than \d+ tokens|maxLength|reduce (?:the|your) |input token count|range of input length|最多|不(?:能|得)超过/i
const notAboutTexts = /dimension|quota|rate.?limit|\bper (?:second|minute|hour|day)\b/i

/** Said of an error of the server (500 and others), where common words may mean anything. */
const surelyTooMuch =
  /too (?:large|long) to process|too many (?:inputs?|texts?|documents?|items?|sentences|tokens)|batch.?size.{0,60}(?:exceed|larger|greater|maximum|limit|too)|(?:maximum|max) (?:allowed )?batch|(?:context|input) length|available context/i

/** One text is longer than the model reads, however few come at once. */
const oneTextTooLong =
  /context (?:length|size|window)|max(?:imum)? (?:model|sequence|input|text) (?:length|tokens)|(?:input|text|sequence|prompt|query|document|passage)s?[`'"]?\b[^.]{0,40}\b(?:too long|longer than|less than \d+ tokens|exceed\w*[^.]{0,40}\b(?:tokens?|characters?|length))|exceeding max \d+ tokens|input token count|range of input length|expected maxLength|string should have at most|to process\b/i
const ofAllTogether = /array|list|batch\b(?!.{0,3}size)|per request|overall|total|in (?:the|your) request/i

/**
 * Whether words refuse a question for its size, or for lack of memory; undefined where they do not.
 * @param serious whether they belong to an error of the server itself, which may name anything
 */
export function tooMuch(
  words: string,
  asked: AskedAtOnce,
  { serious = false, certain = false }: { serious?: boolean; certain?: boolean } = {},
): TooMuch | undefined {
  if (outOfMemory.test(words)) return memoryAdvice(asked)
  const atMost = notAboutTexts.test(words) ? undefined : namedLimit(words)
  const said = serious
    ? atMost !== undefined || surelyTooMuch.test(words)
    : atMost !== undefined || (muchAtOnce.test(words) && !notAboutTexts.test(words))
  if (!certain && !said) return undefined
  const one = atMost === undefined && oneTextTooLong.test(words) && !ofAllTogether.test(words)
  return sizeAdvice(asked, atMost, one)
}

function sizeAdvice(
  { texts, splittable }: AskedAtOnce,
  atMost: number | undefined,
  tooLong: boolean,
): TooMuch {
  if (texts < 2) {
    return {
      advice:
        'This one text is too long for it, and a smaller batch does not help: shorten it, or let the server cut long texts if it can.',
      details: { tooLong: true },
    }
  }
  const limit = atMost === undefined || atMost >= texts ? {} : { atMost }
  if (!splittable) {
    return {
      advice:
        'A list that is scored as a whole cannot be asked for in parts: give fewer documents, or shorter ones.',
      details: { tooLarge: true, ...limit },
    }
  }
  return {
    advice: `This is too much for one request: give a smaller ?maxBatch${'atMost' in limit ? `, such as ?maxBatch=${limit.atMost}` : ''}, or shorter texts.`,
    details: { tooLarge: true, ...limit, ...(tooLong ? { tooLong } : {}) },
  }
}

function memoryAdvice({ texts, splittable }: AskedAtOnce): TooMuch {
  if (texts > 1 && splittable) {
    return {
      advice: 'Its memory does not hold so much at once: give a smaller ?maxBatch, or shorter texts.',
      details: { tooLarge: true, memory: true },
    }
  }
  const what = texts < 2 ? 'even one text' : 'the whole list'
  return {
    advice: `Its memory does not hold ${what}: free memory there, let it read fewer tokens, or give shorter texts. Asking for the same again does not help.`,
    details: { memory: true },
  }
}

function namedLimit(words: string): number | undefined {
  for (const pattern of namedLimits) {
    const match = pattern.exec(words)
    if (match === null || otherUnit.test(words.slice(match.index + match[0].length))) continue
    const limit = Number(match.at(-1)?.replace(/[,_]/g, ''))
    if (Number.isSafeInteger(limit) && limit >= 1) return limit
  }
  return undefined
}
