type Stream = 'stdout' | 'stderr'
type Print = (stream: Stream, part: string | Uint8Array) => void

/** The output of one of several programs that run beside each other. */
export interface Section {
  write: Print
  /** Nothing is written to it afterwards. */
  end(): void
}

interface Opened {
  readonly kept: [Stream, string | Uint8Array][]
  hasEnded: boolean
}

/**
 * Prints sections as if what fills them had run one after the other: whole, in the order in which they were opened.
 * The first that has not ended is printed as it is written; what comes of others meanwhile is kept until they are first.
 */
export function sectionsInOrder(print: Print): (heading: string) => Section {
  const waiting: Opened[] = []
  const show = () => {
    while (waiting.length > 0) {
      const [first] = waiting
      for (const [stream, part] of first.kept.splice(0)) print(stream, part)
      if (!first.hasEnded) return
      waiting.shift()
    }
  }
  return heading => {
    const opened: Opened = { kept: [['stdout', heading]], hasEnded: false }
    waiting.push(opened)
    show()
    return {
      write(stream, part) {
        opened.kept.push([stream, part])
        show()
      },
      end() {
        opened.hasEnded = true
        show()
      },
    }
  }
}
