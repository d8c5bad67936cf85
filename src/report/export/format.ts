import type { NamedRun } from '../../findings/comparison/entrants.ts'
import type { figureKinds } from '../../plots/figure.ts'
import type { Run } from '../../store/run.ts'
import type { FileContent } from '../../store/whole-file.ts'
import type { DrawOptions } from '../draw.ts'
import type { Place, Selector } from './selection.ts'

export interface ExportRequest {
  /** The name of the file, without its folder; of a folder with a slash behind it. Its end decides what is written. */
  readonly name: string
  readonly selector: Selector
  /** A kind of figure; null: that of the experiment. */
  readonly figure: (typeof figureKinds)[number] | null
  /** Of figures, in millimetres; null: as on a screen. */
  readonly figureWidth: number | null
}

export interface Exported {
  /** Content by name, relative to the folder of the file that was asked for, which is the last. */
  readonly files: ReadonlyMap<string, FileContent>
  /** What was chosen, as far as it is of one series, model and so on. */
  readonly of: Partial<Place>
  /** That it was chosen from several. */
  readonly note: string | null
}

/** An option that says what is written, or how. */
export type ExportOption = keyof Selector | 'figure' | 'figure-width'

/** What a format is given to write. */
export interface ToWrite extends ExportRequest {
  /** All that were given, under their names: one, unless the format is of several. */
  readonly runs: readonly NamedRun[]
  /** The first of them. */
  readonly run: Run
  /** Of the name, in lower case and without its dot. */
  readonly extension: string
  readonly drawing: DrawOptions
}

/** What a part of a run can be written as. */
export interface ExportFormat {
  readonly id: string
  /** Without their dots; the first is that of the usual name. A slash is the end of the name of a folder. */
  readonly extensions: readonly [string, ...string[]]
  /** Whether the name must end with the id before its extension, because that alone means another format. */
  readonly isNamed?: true
  /** Whether several runs may be written together. */
  readonly isOfSeveral?: true
  /** What the file holds, for the list of names. */
  readonly holds: string
  /** The same in a sentence that says what a file is. */
  readonly called: string
  /** The options that mean something for it. */
  readonly takes: readonly ExportOption[]
  /** Loads what it needs when it is called: the catalogue is read for every `--help`. */
  write(given: ToWrite): Promise<Exported>
}
