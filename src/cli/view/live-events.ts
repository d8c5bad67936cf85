/** One server-sent event; its data is made when it is sent, of what is known then. */
export interface LiveEvent {
  readonly name: string
  readonly data: () => unknown
}

/** What pages are sent while they are open. */
export interface LiveEvents {
  /** Sends to all pages, after what `update` has still to send. */
  send(name: string, data?: unknown): void
  /** Sends to all pages soon; of several under one key only the last, which pages that come later get too. */
  update(key: string, event: LiveEvent): void
  /** Forgets what pages that come later would get. */
  forget(): void
  /** The events from now on, after what `update` was last given. */
  subscribe(): Subscription
  /** Ends all subscriptions. */
  end(): void
}

export interface Subscription extends AsyncIterable<LiveEvent> {
  end(): void
}

/** Milliseconds between two sendings of what `update` is given: about four a second. */
const pulse = 250

/** @param opening sent first to each page that comes */
export function liveEvents(opening: () => LiveEvent): LiveEvents {
  const latest = new Map<string, LiveEvent>()
  const due = new Map<string, LiveEvent>()
  const subscribers = new Set<ReturnType<typeof queue>>()
  let timer: NodeJS.Timeout | undefined

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    for (const [key, event] of due) for (const subscriber of subscribers) subscriber.add(event, key)
    due.clear()
  }
  return {
    send(name, data = {}) {
      flush()
      for (const subscriber of subscribers) subscriber.add({ name, data: () => data })
    },
    update(key, event) {
      latest.set(key, event)
      due.set(key, event)
      timer ??= setTimeout(flush, pulse)
    },
    forget: () => latest.clear(),
    subscribe() {
      const subscriber = queue(() => subscribers.delete(subscriber))
      subscribers.add(subscriber)
      subscriber.add(opening())
      for (const [key, event] of latest) subscriber.add(event, key)
      return subscriber
    },
    end() {
      flush()
      for (const subscriber of subscribers) subscriber.end()
    },
  }
}

/** Events that wait for a slow reader: of those under one key the last only, so that they do not pile up. */
function queue(onEnd: () => void) {
  const waiting = new Map<unknown, LiveEvent>()
  let wake = Promise.withResolvers<void>()
  let ended = false
  return {
    add(event: LiveEvent, key: unknown = event) {
      waiting.set(key, event)
      wake.resolve()
    },
    end() {
      ended = true
      wake.resolve()
      onEnd()
    },
    async *[Symbol.asyncIterator]() {
      while (true) {
        for (const [key, event] of waiting) {
          waiting.delete(key)
          yield event
        }
        if (ended) return
        await wake.promise
        wake = Promise.withResolvers()
      }
    },
  }
}
