import type { Readable } from 'node:stream'

/** The lines of a stream, taken one by one. */
export interface Lines {
  /** The next line, without its end; null when the stream was closed. Rejects with the signal's reason. */
  next(signal: AbortSignal): Promise<string | null>
  /** No more will come. */
  close(): void
}

/**
 * Reads a stream of UTF-8 as lines; blank ones are left out, and so is a last one without an end.
 * @param maxUnread most bytes that wait to be taken; above it `flooded` is called once and the rest is dropped
 */
export function readLines(stream: Readable, maxUnread: number, flooded: () => void): Lines {
  const lines: { readonly text: string; readonly bytes: number }[] = []
  let parts: Buffer[] = []
  let unread = 0
  let closed = false
  let wake = () => {}

  stream.on('data', (chunk: Buffer) => {
    if (closed) return
    unread += chunk.length
    if (unread > maxUnread) {
      flooded()
      close()
      return
    }
    let start = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      const line = Buffer.concat([...parts, chunk.subarray(start, end)])
      lines.push({ text: line.toString('utf8').trim(), bytes: line.length + 1 })
      parts = []
      start = end + 1
    }
    if (start < chunk.length) parts.push(chunk.subarray(start))
    wake()
  })

  function close(): void {
    closed = true
    parts = []
    wake()
  }

  return {
    close,
    async next(signal) {
      for (;;) {
        signal.throwIfAborted()
        const line = lines.shift()
        if (line !== undefined) {
          unread -= line.bytes
          if (line.text !== '') return line.text
        } else if (closed) {
          return null
        } else {
          await new Promise<void>(resolve => {
            wake = resolve
            signal.addEventListener('abort', () => resolve(), { once: true })
          })
        }
      }
    },
  }
}
