import type { Language } from '../../src/findings/finding.ts'

/** Why a measure has no value. Run files hold the English sentence. */
export function reasonText(reason: string | undefined, language: Language): string {
  if (reason === undefined || language === 'en') return reason ?? ''
  return chineseReason(reason) ?? '无法计算。'
}

/** The sentence of a run file in Chinese; undefined for one that this version does not write. */
function chineseReason(reason: string): string | undefined {
  const sentence = reason.replace(/\d+/g, '#')
  const numbers = reason.match(/\d+/g) ?? []
  return chinese[sentence]?.replace(/#(\d)/g, (_, at) => numbers[Number(at) - 1])
}

/** By the English sentence with # for each number; #1 and so on are these numbers. */
const chinese: Readonly<Record<string, string>> = {
  'A circle has no ends.': '循环没有两端。',
  'A circle has no ratios.': '循环刻度没有比值。',
  'All numbers have the same number of digits.': '所有数字的位数都相同。',
  'All similarities are equal.': '所有相似度都相等。',
  'All similarities to zero are equal.': '与零的相似度都相等。',
  'All similarities, or all distances, are equal.': '所有相似度或所有距离都相等。',
  'All vectors are equal.': '所有向量都相等。',
  'Anchors and their candidates were sampled, as the series is large: this measure needs all scores of an anchor.':
    '序列很大，锚点及其候选文档是抽样的：此度量需要一个锚点的全部得分。',
  'Anchors were sampled, as the series is large: this measure needs all pairs.':
    '序列很大，锚点是抽样的：此度量需要全部文档对。',
  'Digits are counted in numbers and prices only.': '只有数字和价格才按位数计算。',
  'Every anchor gives all documents the same score, or all are at the same distance.':
    '每个锚点给所有文档的得分都相同，或所有文档距离相同。',
  'In the last place that varies (# from the right) all digits are leading ones.':
    '在最后一个变化的位（从右数第 #1 位）上，所有数字都是首位。',
  'It needs # documents.': '需要 #1 个文档。',
  'It needs the vectors of an embedder that embeds all documents in one role.':
    '需要向量模型以同一角色嵌入全部文档。',
  'No anchor gives documents different scores.': '没有锚点给文档不同的得分。',
  'No anchor has two documents at different distances.': '没有锚点有两个距离不同的文档。',
  'No border has pairs at the same lag both across it and on one side.':
    '没有一处边界既有跨越两侧、又有位于同侧且间隔相同的文档对。',
  'No lag has # pairs.': '没有间隔有 #1 对文档。',
  'No # pairs are at the same distance, within # %.': '没有 #1 对文档的距离相同（误差 #2 % 以内）。',
  'No period is known for the documents, or the series is too short for it.':
    '这些文档没有已知的周期，或序列太短。',
  'No sampled anchor has a value.': '抽样的锚点都没有数值。',
  'No three documents differ in a single digit, the same one.': '没有三个文档只在同一位数字上不同。',
  'The documents are not evenly spaced.': '文档的间距不均匀。',
  'The last place that varies (# from the right) has # triples of documents; # are needed.':
    '最后一个变化的位（从右数第 #1 位）只有 #2 组文档三元组；需要 #3 组。',
  'The log ruler needs every value above #.': '对数尺要求每个数值都大于 #1。',
  'The mean similarity is the same at every lag.': '各间隔的平均相似度都相同。',
  'The rows of an asymmetric matrix share no scale.': '不对称矩阵的各行没有共同的尺度。',
  'The similarity is the same at every lag.': '各间隔的相似度都相同。',
  'There are fewer than # lags.': '间隔少于 #1 个。',
  'There are too few pairs for two bins of distances.': '文档对太少，分不出两组距离。',
  'There is only one lag.': '只有一个间隔。',
  'To each document so many are equally near that none counts as nearest.':
    '与每个文档同样接近的文档太多，没有一个能算最近。',
  'Too many documents share a value.': '数值相同的文档太多。',
}
