import type { Language } from '../findings/finding.ts'
import { oracle } from '../matrix/references/oracle.ts'
import { random } from '../matrix/references/random.ts'
import type { Documents } from '../matrix/references/reference.ts'
import { levenshtein } from '../matrix/references/spelling.ts'
import { caretPanel } from './caret.ts'
import type { Figure, FigureMaker } from './figure.ts'
import type { Frame } from './frame.ts'
import { seriesOf } from './run-parts.ts'

const frame: Frame = { width: 300, height: 230, top: 22, right: 16, bottom: 42, left: 42 }

const teachers = [
  {
    reference: oracle,
    en: ['A perfect ruler', 'falls in a straight line, no scatter'],
    zh: ['完美的尺子', '直线下降，没有散布'],
  },
  {
    reference: levenshtein,
    en: ['A speller', 'sees digits: bumps and scatter'],
    zh: ['拼写者', '只看数字字符：有凸起，有散布'],
  },
  {
    reference: random,
    en: ['Dice', 'distance does not matter: flat'],
    zh: ['骰子', '距离不起作用：一片平坦'],
  },
] as const

const lessonWords = {
  en: {
    unit: 'similarity',
    title: (series: string) => `Three models with known similarities, on ${series}`,
    caption:
      'Left: similarity is one minus the distance of the values. Middle: it is one minus the edit distance of the strings. Right: it is drawn at random. The figure of a model shows where it lies between them.',
  },
  zh: {
    unit: '相似度',
    title: (series: string) => `三个内部已知的模型，序列 ${series}`,
    caption:
      '左：相似度等于一减去数值的距离。中：等于一减去字符串的编辑距离。右：随机抽取。模型自己的图显示它落在三者之间的何处。',
  },
}

/** What a caret looks like for three models whose insides are known, on the first series of the run. */
export const lessonFigures: FigureMaker = (run, language) =>
  seriesOf(run, 'pairs')
    .slice(0, 1)
    .map(series => lessonFigure(series, run.seed, language))

function lessonFigure(series: Documents, seed: number, language: Language): Figure {
  const words = lessonWords[language]
  return {
    id: 'lesson',
    kind: 'lesson',
    series: null,
    title: words.title(series.id),
    caption: words.caption,
    panels: teachers.map(teacher =>
      caretPanel({
        title: teacher[language][0],
        subtitle: teacher[language][1],
        data: teacher.reference.similarities(series, seed),
        n: series.texts.length,
        unit: words.unit,
        language,
        frame,
      }),
    ),
  }
}
