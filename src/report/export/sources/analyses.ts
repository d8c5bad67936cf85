import { arxiv, type Source } from './source.ts'

const everyRun = () => true

/** The published analyses that `reproduce` runs: each under its own id. The article has no name of an author. */
export const analysisSources: readonly Source[] = [
  {
    key: 'article-2024',
    type: 'misc',
    fields: {
      author: 'Anonymous',
      title: 'Can embedding and reranker models compare numbers?',
      note: 'An engineer’s article of July 2024 on one vendor’s models. Author and title as given here are descriptions, not the published ones: complete them before you cite it',
      year: '2024',
    },
    isOf: everyRun,
  },
  {
    key: 'wallace-2019',
    type: 'inproceedings',
    fields: {
      author: 'Wallace, Eric and Wang, Yizhong and Li, Sujian and Singh, Sameer and Gardner, Matt',
      title: 'Do NLP Models Know Numbers? Probing Numeracy in Embeddings',
      booktitle:
        'Proceedings of the 2019 Conference on Empirical Methods in Natural Language Processing (EMNLP-IJCNLP)',
      year: '2019',
      ...arxiv('1909.07940'),
    },
    isOf: everyRun,
  },
  {
    key: 'naik-2019',
    type: 'inproceedings',
    fields: {
      author: 'Naik, Aakanksha and Ravichander, Abhilasha and Rose, Carolyn and Hovy, Eduard',
      title: 'Exploring Numeracy in Word Embeddings',
      booktitle:
        'Proceedings of the 57th Annual Meeting of the Association for Computational Linguistics (ACL)',
      year: '2019',
      url: 'https://aclanthology.org/P19-1329',
    },
    isOf: everyRun,
  },
  {
    key: 'tempreason-2023',
    type: 'inproceedings',
    fields: {
      author: 'Tan, Qingyu and Ng, Hwee Tou and Bing, Lidong',
      title: 'Towards Benchmarking and Improving the Temporal Reasoning Capability of Large Language Models',
      booktitle:
        'Proceedings of the 61st Annual Meeting of the Association for Computational Linguistics (ACL)',
      year: '2023',
      ...arxiv('2306.08952'),
    },
    isOf: everyRun,
  },
  {
    key: 'marjieh-2025',
    type: 'misc',
    fields: {
      author: 'Marjieh, Raja and Veselovsky, Veniamin and Griffiths, Thomas L. and Sucholutsky, Ilia',
      title: 'What is a Number, That a Large Language Model May Know It?',
      year: '2025',
      ...arxiv('2502.01540'),
    },
    isOf: everyRun,
  },
  {
    key: 'deng-2025',
    type: 'inproceedings',
    fields: {
      author: 'Deng, Ningyuan and Duan, Hanyu and Tang, Yixuan and Yang, Yi',
      title: 'Revealing the Numeracy Gap: An Empirical Investigation of Text Embedding Models',
      booktitle: 'Findings of the Association for Computational Linguistics: EACL 2026',
      pages: '5448--5461',
      note: 'First as a preprint of 2025, after which the key is named',
      year: '2026',
      ...arxiv('2509.05691'),
    },
    isOf: everyRun,
  },
  {
    key: 'davies-2025',
    type: 'misc',
    fields: {
      author: 'Davies, Alex O. and Nzoyem, Roussel and Ajmeri, Nirav and Silva Filho, Telmo M.',
      title: 'Language Models Do Not Embed Numbers Continuously',
      year: '2025',
      ...arxiv('2510.08009'),
    },
    isOf: everyRun,
  },
  {
    key: 'cacioli-2026',
    type: 'misc',
    fields: {
      author: 'Cacioli, Jon-Paul',
      title:
        "Weber's Law in Transformer Magnitude Representations: Efficient Coding, Representational Geometry, and Psychophysical Laws in Language Models",
      year: '2026',
      ...arxiv('2603.20642'),
    },
    isOf: everyRun,
  },
]
