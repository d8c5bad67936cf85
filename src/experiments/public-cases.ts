/** What is known of a case in public: how the report says that it went. */
export type CaseEvidence =
  /** A model put the wrong one first. */
  | 'failed'
  /** A model was right, by a margin that is easily lost. */
  | 'thin-margin'
  /** Described without scores. */
  | 'reported'
  /** An engine that compares characters failed, no model: the case is a control. */
  | 'string-engine'

export interface CaseReport {
  readonly evidence: CaseEvidence
  /** Where the report is. */
  readonly source: string
}

/** A case after a public report, its texts in our own words. */
export interface PublicCase {
  readonly id: string
  /** What is searched for: it is put to a reranker as it stands. */
  readonly query: string
  /** What a search should rank first. */
  readonly closer: string
  /** Each is a case of its own: it should be ranked below the closer one. */
  readonly farther: readonly string[]
  readonly report: CaseReport
}

/** Cases after public reports by family: issue threads, papers, articles. A new case is a row. */
export const publicCases = {
  ids: [
    {
      id: 'shoe-1',
      query: 'Falcon Runner 40',
      closer: 'Falcon Runner 40 trail shoes',
      farther: ['Falcon Runner 41 trail shoes'],
      report: { evidence: 'thin-margin', source: 'qdrant/landing_page course module-3/_index.md' },
    },
    {
      id: 'port-1',
      query: 'the test server uses port 9000',
      closer: 'test server port: 9000',
      farther: ['the test server uses port 9001'],
      report: { evidence: 'failed', source: 'plur-ai/plur PR#856' },
    },
    {
      id: 'well-2',
      query: 'bh-7',
      closer: 'borehole 7',
      farther: ['bh-6'],
      report: { evidence: 'failed', source: 'xoai/sage-wiki#164' },
    },
    {
      id: 'district-1',
      query: 'water-district-5',
      closer: 'Water district 5',
      farther: ['water-district-12'],
      report: { evidence: 'reported', source: 'xoai/sage-wiki#164 / dedup_test.go' },
    },
    {
      id: 'sample-1',
      query: 'b-21-043',
      closer: 'sample B-21-043',
      farther: ['b-21-041', 'b-21-042'],
      report: { evidence: 'reported', source: 'xoai/sage-wiki#164 / dedup_test.go' },
    },
    {
      id: 'error-1',
      query: 'How is error QX-20417 solved?',
      closer: 'QX-20417: solution',
      farther: ['QX-20418: solution'],
      report: { evidence: 'reported', source: 'langchain-ai/langchain#13964' },
    },
    {
      id: 'item-1',
      query: '02_017_0304_2_1',
      closer: '02_017_0304_2_1 | Help at home, night, weekdays',
      farther: ['02_018_0304_2_1 | Help at home, night'],
      report: { evidence: 'reported', source: 'langchain-ai/langchain#12326' },
    },
    {
      id: 'order-1',
      query: 'Order #2894',
      closer: 'Order #2894 is confirmed',
      farther: ['Order #2895'],
      report: { evidence: 'reported', source: 'nitinkc.github.io/RAG-LearningTutorial 04-exact-match' },
    },
    {
      id: 'part-1',
      query: 'KT-7316',
      closer: 'KT-7316 immersion heater',
      farther: ['electric kettle, 1.7 l'],
      report: { evidence: 'reported', source: 'dev.to via euno.news 2026-02-20' },
    },
    {
      id: 'model-2',
      query: 'price of Orion-4b',
      closer: 'Orion-4b: price',
      farther: ['Orion-3: cost'],
      report: { evidence: 'reported', source: 'news.warptechlab.com/news/175934999' },
    },
    {
      id: 'change-1',
      query: 'CR-5120937',
      closer: 'change request CR-5120937',
      farther: ['CR-8834512'],
      report: { evidence: 'reported', source: 'samfoy/pi-session-search PR#1' },
    },
  ],
  versions: [
    {
      id: 'version-1',
      query: 'release 2.4.0',
      closer: 'v2.4.0',
      farther: ['release 2.5.0'],
      report: { evidence: 'reported', source: 'TrueMemory tests/test_issue_687_dedup_near_token.py' },
    },
    {
      id: 'version-2',
      query: 'v3.6',
      closer: 'Changes in v3.6',
      farther: [
        'Changes in v3.4: new login page',
        'Changes in v3.3: darker theme',
        'Changes in v3.5: repaired the importer',
      ],
      report: { evidence: 'reported', source: 'rahilp/second-brain-cloudflare#159' },
    },
    {
      id: 'section-1',
      query: 'section 3.1.4.2.6',
      closer: 'section 3.1.4.2.6',
      farther: ['section 3.2.4.5.6', 'section 4.1.3.2.6'],
      report: { evidence: 'reported', source: 'langchain-ai/langchain#11331' },
    },
    {
      id: 'fiscal-1',
      query: 'budget-plan-2020-2021',
      closer: 'plan of the budget for 2020-2021',
      farther: ['budget-plan-2021-2022'],
      report: { evidence: 'reported', source: 'xoai/sage-wiki#164 / dedup_test.go' },
    },
    {
      id: 'date-1',
      query: 'What was sent on April 27?',
      closer: 'Weekly summary sent on April 27',
      farther: ['Weekly summary sent on April 7', 'Daily digest sent on April 8'],
      report: { evidence: 'failed', source: 'CortexReach/memory-lancedb-pro#280' },
    },
    {
      id: 'date-2',
      query: 'The contract ends on June 14th',
      closer: 'end of the contract: June 14th',
      farther: ['The contract ends on June 15th'],
      report: { evidence: 'failed', source: 'buildingjoshbetter/TrueMemory#687, PR#703 (test file)' },
    },
  ],
  amounts: [
    {
      id: 'count-1',
      query: 'Norvik gained 318,000 new subscribers.',
      closer: 'The number of subscribers of Norvik rose by 318,000',
      farther: [
        'The number of subscribers of Norvik rose by 337,000',
        'The number of subscribers of Norvik rose by 3,180',
      ],
      report: { evidence: 'thin-margin', source: 'AnswerDotAI/RAGatouille#200' },
    },
    {
      id: 'envelope-1',
      query: 'Budget ceiling: $3,150,000',
      closer: 'Budget ceiling: $3,150,000',
      farther: ['Budget ceiling: to be agreed with all parties'],
      report: { evidence: 'failed', source: 'NorthlandPositronics/Cogtrix#1952, PR#1953' },
    },
    {
      id: 'lease-1',
      query: 'vans that rent for less than $300 a month',
      closer: 'van, rent $289 a month',
      farther: ['van, rent $799 a month'],
      report: { evidence: 'reported', source: 'run-llama/llama_index#11648' },
    },
    {
      id: 'bottle-1',
      query: '750 ml bottle',
      closer: 'bottle, 0.75 l',
      farther: ['bottle, 1.5 l'],
      report: { evidence: 'reported', source: 'a public report, address not kept' },
    },
    {
      id: 'dose-1',
      query: '25mg',
      closer: '25 mg',
      farther: ['250mg'],
      report: { evidence: 'failed', source: 'clawrxiv 2604.01097' },
    },
    {
      id: 'percent-1',
      query: 'Sales of the firm rose by 4%',
      closer: 'The firm sold 4 percent more',
      farther: ['Sales of the firm rose by 40%'],
      report: { evidence: 'failed', source: 'arXiv 2509.05691' },
    },
    {
      id: 'reading-1',
      query: 'blood pressure 118/76',
      closer: '118 over 76 mmHg',
      farther: ['178/116 mmHg'],
      report: { evidence: 'reported', source: 'blogs.edgentiq.com on EmbedNum-1K' },
    },
    {
      id: 'p-value-1',
      query: 'The effect was significant (p < 0.01)',
      closer: 'significant, with p < 0.01',
      farther: ['The effect was not significant (p > 0.01)'],
      report: { evidence: 'failed', source: "HackerNoon 'Hallucinations by Design' part 3" },
    },
    {
      id: 'retention-1',
      query: 'How long are access logs kept?',
      closer: 'Access logs are kept for 18 months, then archived for 5 years.',
      farther: ['Login sessions are kept for 14 days.'],
      report: { evidence: 'failed', source: 'pursuitagent.com retrieval-evaluation-part-2' },
    },
    {
      id: 'peak-1',
      query: 'towers taller than 150 m',
      closer: 'a tower of 172 m',
      farther: ['a tower of 139 m'],
      report: { evidence: 'reported', source: 'Fujimaki & Kato, ECIR 2025 (openreview P3wne4h9E7)' },
    },
    {
      id: 'laptop-1',
      query: 'phones between 300 and 600 dollars',
      closer: 'phone, 449 dollars',
      farther: ['phone, 1449 dollars'],
      report: { evidence: 'reported', source: 'Fujimaki & Kato, ECIR 2025' },
    },
    {
      id: 'chinese-1',
      query: '雪山矿泉水卖多少钱?',
      closer: '雪山矿泉水的售价是 30 元',
      farther: ['雪山的景色非常美丽'],
      report: { evidence: 'failed', source: 'QwenLM/Qwen3-Embedding#71' },
    },
  ],
} satisfies Readonly<Record<string, readonly PublicCase[]>>
