import { givenBytes } from './given-file.ts'

/** The bytes of a file that holds a series, of at most 512 MiB. @throws NumeracyError `storage` or `input` */
export function tableBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return givenBytes(path, {
    subject: `--series: ${path}`,
    expected: 'one with one text a line, or a table',
    advice: 'Give the path of a file with one text a line, or of a table.',
    whenTooLarge: 'Take a part of it.',
    maxBytes: 512 * 2 ** 20,
  })
}
