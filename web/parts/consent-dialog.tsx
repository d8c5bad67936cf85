import { useLayoutEffect, useRef } from 'preact/hooks'
import { question } from '../state/consent.ts'
import { language, spoken } from '../state/language.ts'

/** Shows what asking some models does, before the user confirms it. Closing it by any other way declines. */
export function ConsentDialog() {
  return question.value === null ? null : <OpenDialog {...question.value} />
}

function OpenDialog({ models, answer }: NonNullable<typeof question.value>) {
  const words = spoken(consentWords)
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => dialog.current!.showModal(), [])
  const shown = models.map(({ does }) => does[language.value])
  const end = (does: readonly string[] | null) => {
    dialog.current!.close()
    answer(does)
  }
  return (
    <dialog ref={dialog} class="consent" aria-labelledby="consent-title" onClose={() => answer(null)}>
      {/* Nothing is pressed by accident, and the buttons come after all that they are about. */}
      <h2 id="consent-title" tabIndex={-1} autofocus>
        {words.title(models.length)}
      </h2>
      <p>{words.why(models.length)}</p>
      <ul>
        {models.map(({ kind, shown: spec }, at) => (
          <li>
            <p class="about">{words.kinds[kind]}</p>
            <p class="does">
              <bdi>{shown[at]}</bdi>
            </p>
            <p>
              <code>
                <bdi>{spec}</bdi>
              </code>
            </p>
          </li>
        ))}
      </ul>
      <p class="actions">
        <button type="button" onClick={() => end(null)}>
          {words.decline}
        </button>
        <button type="button" class="primary" onClick={() => end(shown)}>
          {words.confirm(models.length)}
        </button>
      </p>
    </dialog>
  )
}

const consentWords = {
  en: {
    title: (count: number): string => (count === 1 ? 'Ask this model?' : `Ask these ${count} models?`),
    why: (count: number) =>
      `You did not name ${count === 1 ? 'it' : 'them'} when you started numeracy view. A run file can come from anybody: read what would be done, and confirm only what you expect. Until numeracy view ends you are not asked about ${count === 1 ? 'it' : 'them'} again.`,
    kinds: { embedder: 'Embedder', reranker: 'Reranker' },
    decline: 'Do not ask',
    confirm: (count: number): string => (count === 1 ? 'Confirm and ask' : 'Confirm all and ask'),
  },
  zh: {
    title: (count: number): string => (count === 1 ? '询问这个模型？' : `询问这 ${count} 个模型？`),
    why: (_count: number) =>
      '启动 numeracy view 时你没有写明它们。运行文件可能来自任何人：请看清会做什么，只确认你预期的。在 numeracy view 结束之前不会再次询问。',
    kinds: { embedder: '向量模型', reranker: '重排序模型' },
    decline: '不询问',
    confirm: (count: number): string => (count === 1 ? '确认并询问' : '全部确认并询问'),
  },
}
