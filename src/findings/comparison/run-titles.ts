/**
 * Short names of runs that were given as paths, in their order: what is left when the folders and the file name that
 * all have in common are taken away. Of `runs/a/article.json` and `runs/b/article.json` these are `a` and `b`; of
 * `monday.json` and `tuesday.json`, `monday` and `tuesday`. Where two are given alike, the paths as they are.
 */
export function runTitles(names: readonly string[]): string[] {
  const paths = names.map(name =>
    name
      .replace(/\.json$/i, '')
      .split(/[/\\]/)
      .filter(part => part !== ''),
  )
  const ends = paths.some(({ length }) => length < 2) ? paths : withoutCommonEnd(paths)
  const titles = ends.map(path => shortestTail(path, ends))
  const isUnique = new Set(titles).size === names.length && titles.every(title => title !== '')
  return isUnique ? titles : [...names]
}

/** The head of one of several runs: its name, unless the head says it already. */
export function titleIn(name: string, title: string): string {
  return title.split(' ').includes(name) ? title : `${name}: ${title}`
}

/** Paths without the parts that all of them end with; the first part always stays. */
function withoutCommonEnd(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  if (paths.length < 2) return paths
  const canEnd = paths.every(path => path.length > 1 && path.at(-1) === paths[0].at(-1))
  return canEnd ? withoutCommonEnd(paths.map(path => path.slice(0, -1))) : paths
}

/** As few of the last parts of a path as no other path ends with. */
function shortestTail(path: readonly string[], all: readonly (readonly string[])[]): string {
  const tail = (of: readonly string[], count: number) => of.slice(-count).join('/')
  const others = all.filter(other => other !== path)
  for (let count = 1; count < path.length; count++)
    if (others.every(other => tail(other, count) !== tail(path, count))) return tail(path, count)
  return path.join('/')
}
