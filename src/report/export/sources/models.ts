import type { Run } from '../../../store/run.ts'
import { arxiv, type Source } from './source.ts'

/** Runs with a model whose name has one of these in it. */
const hasModel = (names: RegExp) => (run: Run) =>
  run.models.some(
    ({ kind, spec, identity }) => kind !== 'reference' && names.test(`${spec} ${identity.model ?? ''}`),
  )

/** Models whose authors ask to be cited in one way. */
export const modelSources: readonly Source[] = [
  {
    key: 'cer2018',
    type: 'misc',
    fields: {
      author:
        'Cer, Daniel and Yang, Yinfei and Kong, Sheng-yi and Hua, Nan and Limtiaco, Nicole and St. John, Rhomni and Constant, Noah and Guajardo-Cespedes, Mario and Yuan, Steve and Tar, Chris and Sung, Yun-Hsuan and Strope, Brian and Kurzweil, Ray',
      title: 'Universal Sentence Encoder',
      year: '2018',
      ...arxiv('1803.11175'),
    },
    isOf: hasModel(/\buse-lite\b|universal-sentence-encoder/i),
  },
  {
    key: 'reimers2019',
    type: 'inproceedings',
    fields: {
      author: 'Reimers, Nils and Gurevych, Iryna',
      title: 'Sentence-BERT: Sentence Embeddings using Siamese BERT-Networks',
      booktitle:
        'Proceedings of the 2019 Conference on Empirical Methods in Natural Language Processing (EMNLP-IJCNLP)',
      year: '2019',
      ...arxiv('1908.10084'),
    },
    isOf: hasModel(
      /sentence-transformers|all-minilm|all-mpnet|multi-qa-|paraphrase-(?:multilingual-)?(?:minilm|mpnet)|ms-marco-/i,
    ),
  },
  {
    key: 'wang2020',
    type: 'misc',
    fields: {
      author: 'Wang, Wenhui and Wei, Furu and Dong, Li and Bao, Hangbo and Yang, Nan and Zhou, Ming',
      title:
        'MiniLM: Deep Self-Attention Distillation for Task-Agnostic Compression of Pre-Trained Transformers',
      year: '2020',
      ...arxiv('2002.10957'),
    },
    isOf: hasModel(/minilm/i),
  },
  {
    key: 'gunther2023',
    type: 'misc',
    fields: {
      author: 'Günther, Michael and others',
      title: 'Jina Embeddings 2: 8192-Token General-Purpose Text Embeddings for Long Documents',
      year: '2023',
      ...arxiv('2310.19923'),
    },
    isOf: hasModel(/jina-embeddings-v2/i),
  },
  {
    key: 'sturua2024',
    type: 'misc',
    fields: {
      author: 'Sturua, Saba and others',
      title: 'jina-embeddings-v3: Multilingual Embeddings With Task LoRA',
      year: '2024',
      ...arxiv('2409.10173'),
    },
    isOf: hasModel(/jina-embeddings-v3/i),
  },
  {
    key: 'xiao2023',
    type: 'misc',
    fields: {
      author: 'Xiao, Shitao and Liu, Zheng and Zhang, Peitian and Muennighoff, Niklas',
      title: 'C-Pack: Packaged Resources To Advance General Chinese Embedding',
      year: '2023',
      ...arxiv('2309.07597'),
    },
    isOf: hasModel(/\bbge-(?:small|base|large|reranker)/i),
  },
  {
    key: 'chen2024',
    type: 'misc',
    fields: {
      author: 'Chen, Jianlv and Xiao, Shitao and Zhang, Peitian and Luo, Kun and Lian, Defu and Liu, Zheng',
      title:
        'BGE M3-Embedding: Multi-Lingual, Multi-Functionality, Multi-Granularity Text Embeddings Through Self-Knowledge Distillation',
      year: '2024',
      ...arxiv('2402.03216'),
    },
    isOf: hasModel(/\bbge-m3\b/i),
  },
  {
    key: 'wang2022',
    type: 'misc',
    fields: {
      author:
        'Wang, Liang and Yang, Nan and Huang, Xiaolong and Jiao, Binxing and Yang, Linjun and Jiang, Daxin and Majumder, Rangan and Wei, Furu',
      title: 'Text Embeddings by Weakly-Supervised Contrastive Pre-training',
      year: '2022',
      ...arxiv('2212.03533'),
    },
    isOf: hasModel(/(?<!multilingual-)\be5-(?:small|base|large)/i),
  },
  {
    key: 'wang2024',
    type: 'misc',
    fields: {
      author:
        'Wang, Liang and Yang, Nan and Huang, Xiaolong and Yang, Linjun and Majumder, Rangan and Wei, Furu',
      title: 'Multilingual E5 Text Embeddings: A Technical Report',
      year: '2024',
      ...arxiv('2402.05672'),
    },
    isOf: hasModel(/multilingual-e5/i),
  },
  {
    key: 'li2023',
    type: 'misc',
    fields: {
      author:
        'Li, Zehan and Zhang, Xin and Zhang, Yanzhao and Long, Dingkun and Xie, Pengjun and Zhang, Meishan',
      title: 'Towards General Text Embeddings with Multi-stage Contrastive Learning',
      year: '2023',
      ...arxiv('2308.03281'),
    },
    isOf: hasModel(/\bgte-(?:small|base|large)/i),
  },
  {
    key: 'nussbaum2024',
    type: 'misc',
    fields: {
      author: 'Nussbaum, Zach and Morris, John X. and Duderstadt, Brandon and Mulyar, Andriy',
      title: 'Nomic Embed: Training a Reproducible Long Context Text Embedder',
      year: '2024',
      ...arxiv('2402.01613'),
    },
    isOf: hasModel(/nomic-embed-text/i),
  },
]
