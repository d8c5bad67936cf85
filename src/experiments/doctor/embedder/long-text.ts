/** What is read of a long text, one sentence after the other. */
const sentences: readonly string[] = [
  'The shop opens at nine and sells bread, milk and newspapers.',
  'A train to the coast leaves from platform four every hour.',
  'Her sister writes letters to the harbour master in winter.',
  'We counted the birches along the road and found them healthy.',
  'Old maps show a bridge where the ferry crosses today.',
  'The choir sings on Thursdays, unless the hall is let.',
]

/** Two last sentences of one length, different from the first word on. */
const endings = [
  'Nobody ordered the green umbrella at all',
  'Seven carpenters repaired my roof in May',
] as const

/** Two texts of so many characters that differ in their last forty only. */
export function pairDifferingAtTheEnd(characters: number): readonly [string, string] {
  const body = characters - endings[0].length - 1
  let text = ''
  for (let turn = 0; text.length < body; turn++) text += `${sentences[turn % sentences.length]} `
  const [one, other] = endings.map(ending => `${text.slice(0, body)} ${ending}`)
  return [one, other]
}
