import type { PublicCase } from './public-cases.ts'

/**
 * Controls after public reports: engines that compare characters failed on them, no model. A new one is a row. They are
 * counted apart from the cases of `public-cases.ts`.
 */
export const publicControls: readonly PublicCase[] = [
  {
    id: 'section-2',
    query: 'article K2315-1',
    closer: 'article K 2315-1',
    farther: ['article K 2315-2'],
    report: { evidence: 'string-engine', source: 'SocialGouv/code-du-travail-numerique#936' },
  },
  {
    id: 'edition-1',
    query: 'Marine Code Part 9 Revision 21',
    closer: 'Revision 21 of Marine Code Part 9',
    farther: ['Marine Code Part 9 Revision 22'],
    report: { evidence: 'string-engine', source: 'getzep/graphiti PR#1241' },
  },
  {
    id: 'notice-1',
    query: 'Safety Notice SN-2022-0057',
    closer: 'SN-2022-0057',
    farther: ['Safety Notice SN-2022-0058'],
    report: { evidence: 'string-engine', source: 'getzep/graphiti PR#1241' },
  },
  {
    id: 'chip-1',
    query: 'TDR2207',
    closer: 'chip TDR2207',
    farther: ['TDR2209', 'TDR2210'],
    report: { evidence: 'string-engine', source: 'Graphify-Labs/graphify#878' },
  },
  {
    id: 'docket-1',
    query: 't-418/09',
    closer: 'T-418/09',
    farther: ['18/09', '(418)209', '841/09/EN'],
    report: { evidence: 'string-engine', source: 'typesense/typesense#1627' },
  },
  {
    id: 'asset-1',
    query: 'BRX04731K02',
    closer: 'BRX04731K02',
    farther: ['BRX04732K02', 'BRX04733K02'],
    report: { evidence: 'string-engine', source: 'open-metadata/OpenMetadata#16453' },
  },
  {
    id: 'grade-1',
    query: 'Physics 8',
    closer: 'Physics 8.',
    farther: ['Physics 9.'],
    report: { evidence: 'string-engine', source: 'meilisearch/meilisearch#5887' },
  },
]
