import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { parseRun } from '../../src/store/parse-run.ts'
import { address } from '../state/address.ts'
import { inEach, spoken } from '../state/language.ts'
import type { Translations } from '../state/live.ts'
import { addRun } from '../state/runs.ts'

/** A larger file is none of ours. */
const maxBytes = 512 * 2 ** 20

/** Takes run files that are dropped on the page, or picked, and says what became of them. They stay in the browser. */
export function DropTarget() {
  const words = spoken(dropWords)
  const notice = useSignal<{ readonly text: Translations; readonly isTrouble: boolean } | null>(null)
  const take = async (files: readonly File[]) => {
    for (const file of files) {
      try {
        if (file.size > maxBytes) {
          notice.value = { text: inEach(dropWords, ({ large }) => large(file.name)), isTrouble: true }
          continue
        }
        const name = addRun(file.name, parseRun(await file.text(), file.name))
        address({ run: name, series: null, models: null, pair: null, x: null })
        notice.value = { text: inEach(dropWords, ({ added }) => added(name)), isTrouble: false }
      } catch (error) {
        const { message } = error as Error
        notice.value = { text: inEach(dropWords, ({ unread }) => unread(message)), isTrouble: true }
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
        {notice.value !== null && (
          <p class={`drop-notice ${notice.value.isTrouble ? 'trouble' : ''}`}>
            {spoken(notice.value.text)}{' '}
            <button
              type="button"
              onClick={() => {
                notice.value = null
              }}
            >
              {words.close}
            </button>
          </p>
        )}
      </div>
    </>
  )
}

const dropWords = {
  en: {
    add: 'Add a run file',
    added: (name: string) => `${name} is added, and shown. It stays in this browser.`,
    unread: (message: string) => message,
    large: (name: string) => `${name} is too large to be a run file.`,
    close: 'Close',
  },
  zh: {
    add: '加入运行文件',
    added: (name: string) => `已加入并显示 ${name}。它只留在本浏览器中。`,
    unread: (message: string) => `无法读取运行文件。原文（英文）：${message}`,
    large: (name: string) => `${name} 太大，不是运行文件。`,
    close: '关闭',
  },
}
