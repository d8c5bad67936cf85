/** An import of a file beside, in JavaScript or in a declaration; its first group is the path as written. */
export const relativeImport = /\b(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]*)['"]/g
