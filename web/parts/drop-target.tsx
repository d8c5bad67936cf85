import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { NumeracyError } from '../../src/base/error.ts'
import { parseRun, type RunFileProblem } from '../../src/store/parse-run.ts'
import { address } from '../state/address.ts'
import { inEach, spoken } from '../state/language.ts'
import { type Problem, problemIn, problemOf } from '../state/problem.ts'
import { addRun } from '../state/runs.ts'
import { ProblemNote } from './problem-note.tsx'

/** A larger file is none of ours. */
const maxBytes = 512 * 2 ** 20

/** Takes run files that are dropped on the page, or picked, and says what became of them. They stay in the browser. */
export function DropTarget() {
  const words = spoken(dropWords)
  const added = useSignal<string | null>(null)
  const problem = useSignal<Problem | null>(null)
  const show = (next: { readonly added?: string; readonly problem?: Problem }) => {
    added.value = next.added ?? null
    problem.value = next.problem ?? null
  }
  const take = async (files: readonly File[]) => {
    for (const file of files) {
      try {
        if (file.size > maxBytes) {
          show({ problem: problemOf(inEach(dropWords, ({ large }) => large(file.name))) })
          continue
        }
        const name = addRun(file.name, parseRun(await file.text(), file.name))
        address({ run: name, series: null, models: null, pair: null, x: null })
        show({ added: name })
      } catch (error) {
        show({ problem: unreadProblem(error, file.name) })
      }
    }
  }
  useEffect(() => {
    const root = document.documentElement
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      root.classList.add('dropping')
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) root.classList.remove('dropping')
    }
    const drop = (event: DragEvent) => {
      event.preventDefault()
      root.classList.remove('dropping')
      take([...(event.dataTransfer?.files ?? [])])
    }
    addEventListener('dragover', over)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [take])
  return (
    <>
      <label class="add-run">
        <span>{words.add}</span>
        <input
          type="file"
          accept=".json,application/json"
          multiple
          onChange={event => {
            take([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
      </label>
      <div role="status">
        {(added.value !== null || problem.value !== null) && (
          <div class="drop-notice">
            {added.value !== null && <p>{words.added(added.value)}</p>}
            {problem.value !== null && <ProblemNote problem={problem.value} />}
            <button type="button" onClick={() => show({})}>
              {words.close}
            </button>
          </div>
        )}
      </div>
    </>
  )
}

/** Why a run file cannot be read, in words for each language where the reader of run files says what it is. */
function unreadProblem(error: unknown, name: string): Problem {
  if (!(error instanceof NumeracyError)) return problemIn(error)
  const { message, details } = error
  const text = inEach(dropWords, ({ unread }) => unread(name, details.problem as RunFileProblem, message))
  return { text, original: message }
}

const chineseProblems: Readonly<Record<RunFileProblem, string>> = {
  empty: '文件是空的。请重新生成。',
  'cut-off': '文件不完整，JSON 中途结束。请重新复制或生成。',
  'not-json': '文件不是 JSON。请选择名为 run.json 的文件。',
  'nested-too-deeply': '文件嵌套太深，不是运行文件。请重新生成。',
  'other-format': '文件是 JSON，但不是运行文件。请选择由 numeracy probe 写出的文件。',
  'newer-version': '文件由更新版本的 numeracy 写出。请更新 numeracy。',
  'other-version': '文件的格式版本无法识别。请重新生成。',
  shape: '文件的内容不符合运行文件的格式。请更正或重新生成。',
  contradiction: '文件的内容自相矛盾。请更正或重新生成。',
}

const dropWords = {
  en: {
    add: 'Add a run file',
    added: (name: string) => `${name} is added and shown. It stays in this browser.`,
    unread: (_name: string, _problem: RunFileProblem, message: string) => message,
    large: (name: string) => `${name} is too large to be a run file.`,
    close: 'Close',
  },
  zh: {
    add: '加入运行文件',
    added: (name: string) => `已加入并显示 ${name}。它只留在本浏览器中。`,
    unread: (name: string, problem: RunFileProblem) => `无法读取 ${name}。${chineseProblems[problem]}`,
    large: (name: string) => `${name} 太大，不是运行文件。`,
    close: '关闭',
  },
}
