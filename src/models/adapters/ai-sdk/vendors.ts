import type { Json } from '../../../base/json.ts'
import type { Role } from '../../embedder.ts'
import type { ModelEnvironment, ModelKind } from '../family.ts'

/** A vendor that the AI SDK speaks to, and what its package calls things. */
export interface Vendor {
  /** What stands before the colon of a spec. */
  readonly provider: string
  readonly title: string
  /** The package to install. */
  readonly package: string
  /** The function of the package that makes a provider. */
  readonly create: string
  readonly kinds: readonly ModelKind[]
  /** Variables that must be set; the first is the key. */
  readonly variables: readonly [key: string, ...others: string[]]
  /** Where the vendor answers; a variable that is not set stands as its name. */
  address(env: ModelEnvironment['env']): string
  /** Variables of the environment that its package takes another address from, the first that is set. */
  readonly addressVariables?: readonly string[]
  /** What the provider is made of beside key and address. */
  settings?(env: ModelEnvironment['env']): Readonly<Record<string, string | undefined>>
  /** Name under which the vendor's own options are sent. */
  readonly options: string
  /** The vendor's own option for the number of dimensions; null where it has none. */
  readonly dimensions: string | null
  /** The vendor's own options for the role of a text; null where a text has none. */
  readonly roles: Readonly<Record<Role, Readonly<Record<string, Json>>>> | null
}

const both: readonly ModelKind[] = ['embedder', 'reranker']
const embedders: readonly ModelKind[] = ['embedder']

const searchRoles = {
  document: { inputType: 'search_document' },
  query: { inputType: 'search_query' },
} as const

/** A new vendor is an entry here. */
export const vendors: readonly Vendor[] = [
  {
    provider: 'openai',
    title: 'OpenAI',
    package: '@ai-sdk/openai',
    create: 'createOpenAI',
    kinds: embedders,
    variables: ['OPENAI_API_KEY'],
    address: () => 'https://api.openai.com/v1',
    addressVariables: ['OPENAI_BASE_URL'],
    settings: env => ({ baseURL: env.OPENAI_BASE_URL }),
    options: 'openai',
    dimensions: 'dimensions',
    roles: null,
  },
  {
    provider: 'azure',
    title: 'Azure OpenAI; the name is that of a deployment',
    package: '@ai-sdk/azure',
    create: 'createAzure',
    kinds: embedders,
    variables: ['AZURE_API_KEY', 'AZURE_RESOURCE_NAME'],
    address: env => `https://${env.AZURE_RESOURCE_NAME ?? 'AZURE_RESOURCE_NAME'}.openai.azure.com/openai`,
    settings: env => ({ resourceName: env.AZURE_RESOURCE_NAME }),
    options: 'openai',
    dimensions: 'dimensions',
    roles: null,
  },
  {
    provider: 'cohere',
    title: 'Cohere',
    package: '@ai-sdk/cohere',
    create: 'createCohere',
    kinds: both,
    variables: ['COHERE_API_KEY'],
    address: () => 'https://api.cohere.com/v2',
    options: 'cohere',
    dimensions: 'outputDimension',
    roles: searchRoles,
  },
  {
    provider: 'voyage',
    title: 'Voyage AI',
    package: '@ai-sdk/voyage',
    create: 'createVoyage',
    kinds: both,
    variables: ['VOYAGE_API_KEY'],
    address: () => 'https://api.voyageai.com/v1',
    options: 'voyage',
    dimensions: 'outputDimension',
    roles: { document: { inputType: 'document' }, query: { inputType: 'query' } },
  },
  {
    provider: 'google',
    title: 'Google Gemini',
    package: '@ai-sdk/google',
    create: 'createGoogleGenerativeAI',
    kinds: embedders,
    variables: ['GOOGLE_GENERATIVE_AI_API_KEY'],
    address: () => 'https://generativelanguage.googleapis.com/v1beta',
    options: 'google',
    dimensions: 'outputDimensionality',
    roles: { document: { taskType: 'RETRIEVAL_DOCUMENT' }, query: { taskType: 'RETRIEVAL_QUERY' } },
  },
  {
    provider: 'mistral',
    title: 'Mistral',
    package: '@ai-sdk/mistral',
    create: 'createMistral',
    kinds: embedders,
    variables: ['MISTRAL_API_KEY'],
    address: () => 'https://api.mistral.ai/v1',
    options: 'mistral',
    dimensions: null,
    roles: null,
  },
  {
    provider: 'bedrock',
    title: 'Amazon Bedrock',
    package: '@ai-sdk/amazon-bedrock',
    create: 'createAmazonBedrock',
    kinds: both,
    variables: ['AWS_BEARER_TOKEN_BEDROCK', 'AWS_REGION'],
    address: env => `https://bedrock-*.${env.AWS_REGION ?? 'AWS_REGION'}.amazonaws.com`,
    addressVariables: ['AWS_ENDPOINT_URL_BEDROCK_RUNTIME', 'AWS_ENDPOINT_URL'],
    settings: env => ({ region: env.AWS_REGION }),
    options: 'bedrock',
    dimensions: 'dimensions',
    roles: searchRoles,
  },
  {
    provider: 'togetherai',
    title: 'Together AI',
    package: '@ai-sdk/togetherai',
    create: 'createTogetherAI',
    kinds: both,
    variables: ['TOGETHER_API_KEY'],
    address: () => 'https://api.together.xyz/v1',
    options: 'togetherai',
    dimensions: null,
    roles: null,
  },
]
