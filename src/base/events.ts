/** What the core reports while it works. The command turns these into progress; a library user may ignore them. */
export type Event =
  /** Answers of one model: `done` of `total` texts (or pairs) are here; `cached` of them came from the cache. */
  | {
      readonly type: 'answers'
      readonly model: string
      readonly unit: 'texts' | 'pairs'
      readonly done: number
      readonly total: number
      readonly cached: number
    }
  /** A request goes out to a model; one that is made again comes again. */
  | {
      readonly type: 'request'
      readonly model: string
      readonly unit: 'texts' | 'pairs'
      readonly count: number
    }
  /** A request failed and will be made again. */
  | {
      readonly type: 'retry'
      readonly model: string
      /** The attempt that failed; the first is 1. */
      readonly attempt: number
      /** Until the next. */
      readonly milliseconds: number
      readonly message: string
    }
  /** Requests to a model wait for its limit. */
  | {
      readonly type: 'waiting'
      readonly model: string
      /** Milliseconds since 1970. */
      readonly until: number
    }
  /** Scoring of (series, model) pairs: `done` of `total`; of one model where it is named. */
  | {
      readonly type: 'measured'
      readonly model?: string
      readonly done: number
      readonly total: number
      readonly label: string
    }
  /** Figures and documents of the report: `done` of `total`. */
  | { readonly type: 'drawn'; readonly done: number; readonly total: number; readonly label: string }
  /** Something the user should know although the work goes on. */
  | { readonly type: 'notice'; readonly message: string }

/** Receives what happens, as it happens. */
export type Listener = (event: Event) => void
