import type { Run } from '../../../store/run.ts'
import { arxiv, type Source } from './source.ts'

const hasMeasure =
  (...ids: readonly string[]) =>
  (run: Run) =>
    run.measures.some(({ id, value }) => ids.includes(id) && value !== null)

const hasIntervals = ({ measures }: Run) => measures.some(({ interval }) => interval !== null)

/** What measures rest on. */
export const methodSources: readonly Source[] = [
  {
    key: 'goodman1954',
    type: 'article',
    fields: {
      author: 'Goodman, Leo A. and Kruskal, William H.',
      title: 'Measures of Association for Cross Classifications',
      journal: 'Journal of the American Statistical Association',
      volume: '49',
      number: '268',
      pages: '732--764',
      year: '1954',
    },
    isOf: hasMeasure('concordance'),
  },
  {
    key: 'spearman1904',
    type: 'article',
    fields: {
      author: 'Spearman, Charles',
      title: 'The Proof and Measurement of Association between Two Things',
      journal: 'The American Journal of Psychology',
      volume: '15',
      number: '1',
      pages: '72--101',
      year: '1904',
    },
    isOf: hasMeasure('rank-correlation', 'rank-correlation-p10', 'zero-order'),
  },
  {
    key: 'kriegeskorte2008',
    type: 'article',
    fields: {
      author: 'Kriegeskorte, Nikolaus and Mur, Marieke and Bandettini, Peter A.',
      title: 'Representational similarity analysis – connecting the branches of systems neuroscience',
      journal: 'Frontiers in Systems Neuroscience',
      volume: '2',
      year: '2008',
    },
    isOf: hasMeasure('rsa', 'rsa-log'),
  },
  {
    key: 'jarvelin2002',
    type: 'article',
    fields: {
      author: 'Järvelin, Kalervo and Kekäläinen, Jaana',
      title: 'Cumulated gain-based evaluation of IR techniques',
      journal: 'ACM Transactions on Information Systems',
      volume: '20',
      number: '4',
      pages: '422--446',
      year: '2002',
    },
    isOf: hasMeasure('ndcg@10'),
  },
  {
    key: 'hoerl1970',
    type: 'article',
    fields: {
      author: 'Hoerl, Arthur E. and Kennard, Robert W.',
      title: 'Ridge Regression: Biased Estimation for Nonorthogonal Problems',
      journal: 'Technometrics',
      volume: '12',
      number: '1',
      pages: '55--67',
      year: '1970',
    },
    isOf: hasMeasure('decode', 'decode-log', 'decode-extrapolation'),
  },
  {
    key: 'hewitt2019',
    type: 'inproceedings',
    fields: {
      author: 'Hewitt, John and Liang, Percy',
      title: 'Designing and Interpreting Probes with Control Tasks',
      booktitle:
        'Proceedings of the 2019 Conference on Empirical Methods in Natural Language Processing (EMNLP-IJCNLP)',
      year: '2019',
      ...arxiv('1909.03368'),
    },
    isOf: hasMeasure('selectivity', 'decode'),
  },
  {
    key: 'ethayarajh2019',
    type: 'inproceedings',
    fields: {
      author: 'Ethayarajh, Kawin',
      title:
        'How Contextual are Contextualized Word Representations? Comparing the Geometry of BERT, ELMo, and GPT-2 Embeddings',
      booktitle:
        'Proceedings of the 2019 Conference on Empirical Methods in Natural Language Processing (EMNLP-IJCNLP)',
      year: '2019',
      ...arxiv('1909.00512'),
    },
    isOf: hasMeasure('anisotropy'),
  },
  {
    key: 'groemping2007',
    type: 'article',
    fields: {
      author: 'Grömping, Ulrike',
      title: 'Estimators of Relative Importance in Linear Regression Based on Variance Decomposition',
      journal: 'The American Statistician',
      volume: '61',
      number: '2',
      pages: '139--147',
      year: '2007',
    },
    isOf: hasMeasure('tokenizer-share'),
  },
  {
    key: 'efron1979',
    type: 'article',
    fields: {
      author: 'Efron, Bradley',
      title: 'Bootstrap Methods: Another Look at the Jackknife',
      journal: 'The Annals of Statistics',
      volume: '7',
      number: '1',
      pages: '1--26',
      year: '1979',
    },
    isOf: hasIntervals,
  },
  {
    key: 'holm1979',
    type: 'article',
    fields: {
      author: 'Holm, Sture',
      title: 'A Simple Sequentially Rejective Multiple Test Procedure',
      journal: 'Scandinavian Journal of Statistics',
      volume: '6',
      number: '2',
      pages: '65--70',
      year: '1979',
    },
    isOf: ({ findings }) => findings.length > 0,
  },
  {
    key: 'robertson2009',
    type: 'article',
    fields: {
      author: 'Robertson, Stephen and Zaragoza, Hugo',
      title: 'The Probabilistic Relevance Framework: BM25 and Beyond',
      journal: 'Foundations and Trends in Information Retrieval',
      volume: '3',
      number: '4',
      pages: '333--389',
      year: '2009',
    },
    isOf: ({ uses = [] }) => uses.some(({ baseline }) => baseline?.name === 'bm25'),
  },
]
