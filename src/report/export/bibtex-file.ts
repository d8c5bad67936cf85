import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import type { Exported, ToWrite } from './format.ts'
import { foreignNote, latexText } from './latex-text.ts'
import { analysisSources } from './sources/analyses.ts'
import { methodSources } from './sources/methods.ts'
import { modelSources } from './sources/models.ts'
import type { Source } from './sources/source.ts'

/** All that may be cited: methods, then published analyses, then models. */
export const sources: readonly Source[] = [...methodSources, ...analysisSources, ...modelSources]

/**
 * What to cite, as BibTeX: the tool in the version of each run, what their measures rest on, the published analyses, and
 * the models whose authors are known here. BibTeX prints what a paper cites, and no more.
 */
export async function bibtexExport({ runs, name }: ToWrite): Promise<Exported> {
  const citation = parse(
    await readFile(new URL('../../../CITATION.cff', import.meta.url), 'utf8'),
  ) as Citation
  const versions = [...new Set(runs.map(({ run }) => run.tool.version))]
  const cited = sources.filter(({ isOf }) => runs.some(({ run }) => isOf(run)))
  const entries = [
    ...versions.map(version => toolEntry(citation, version)),
    ...cited.map(({ key, type, fields }) => entry(type, key, fields)),
  ]
  const note = foreignNote(cited.flatMap(({ fields }) => [fields.author, fields.title]))
  return { files: new Map([[name, entries.join('\n')]]), of: {}, note }
}

/** What is used of CITATION.cff. */
interface Citation {
  readonly title: string
  readonly version: string
  readonly license: string
  readonly authors: readonly {
    readonly name?: string
    readonly 'family-names'?: string
    readonly 'given-names'?: string
  }[]
  readonly url?: string
  readonly 'repository-code'?: string
  readonly doi?: string
  /** A date such as 2026-11-26. */
  readonly 'date-released'?: string
}

function toolEntry(citation: Citation, version: string): string {
  const { title, authors, license, doi } = citation
  const url = citation.url ?? citation['repository-code']
  const released = version === citation.version ? citation['date-released'] : undefined
  const author = authors.map(each => each.name ?? `${each['family-names']}, ${each['given-names']}`)
  return entry('misc', `numeracy-${version}`, {
    // An entity is one name: in braces of its own it is not cut into parts.
    author: authors
      .map((each, at) => (each.name === undefined ? author[at] : `{${each.name}}`))
      .join(' and '),
    title,
    howpublished: `Software, version ${version}, ${license}`,
    ...(released !== undefined && { year: released.slice(0, 4) }),
    ...(url !== undefined && { url }),
    ...(doi !== undefined && { doi }),
  })
}

/** Fields whose text is an address or a number, and stands as it is. */
const verbatim = ['url', 'doi', 'eprint', 'archiveprefix', 'pages', 'year', 'volume', 'number']

function entry(type: string, key: string, fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([name, text]) => `  ${name} = {${fieldText(name, text)}},`)
  return `@${type}{${key},\n${lines.join('\n')}\n}\n`
}

function fieldText(name: string, text: string): string {
  if (verbatim.includes(name)) return text
  const braced = /^\{(.*)\}$/.exec(text)
  if (braced !== null) return `{${latexText(braced[1])}}`
  // Styles write titles in small letters except for what is in braces.
  return name === 'title' ? `{${latexText(text)}}` : latexText(text)
}
