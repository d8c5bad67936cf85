/** What a run file says it is. */
export const runFormat = 'numeracy-run'

/** The version of the run file that this package writes and reads. */
export const runVersion = 1
