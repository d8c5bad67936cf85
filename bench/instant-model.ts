import { createInterface } from 'node:readline'

/** A model behind `command:` that answers at once: what is left of the time is not the model's. */
for await (const line of createInterface({ input: process.stdin })) {
  const { id, embed } = JSON.parse(line) as { id: number; embed: string[] }
  const vectors = embed.map(text => [text.length, 1, Number.parseFloat(text) || 0])
  process.stdout.write(`${JSON.stringify({ id, vectors })}\n`)
}
