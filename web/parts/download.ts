/** Letters of a name, so that it has room for an ending where a file system takes 255 bytes. */
const longestName = 60

/** Hands a file to the reader. @param stem its name without the ending: what no disk takes becomes a dash */
export function download(stem: string, ending: string, content: string | Blob, type = 'text/plain'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = `${plainName(stem)}.${ending}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

function plainName(stem: string): string {
  const plain = stem.toWellFormed().replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
  return (
    Array.from(plain.replaceAll(/^[.-]+|-+$/g, ''))
      .slice(0, longestName)
      .join('') || 'numeracy'
  )
}
