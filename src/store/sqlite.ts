type Sqlite = typeof import('node:sqlite')

/**
 * Node's own SQLite, loaded on the first call. Older versions of Node warn that it is experimental; that one
 * warning is held back, all others pass.
 */
export function sqlite(): Sqlite {
  const emitWarning = process.emitWarning
  const others = (...warning: Parameters<typeof emitWarning>) => {
    if (!String(warning[0]).startsWith('SQLite is an experimental feature')) emitWarning(...warning)
  }
  process.emitWarning = others as typeof emitWarning
  try {
    return process.getBuiltinModule('node:sqlite')
  } finally {
    process.emitWarning = emitWarning
  }
}
