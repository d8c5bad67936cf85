/**
 * A provider for promptfoo that asks an embedding model, or a reranker, which of the texts `closer` and `farther` of a
 * test is nearest to its prompt, and answers with that text. With `callEmbeddingApi` it also serves the assertion `similar`.
 */
import { ask, resolveEmbedder, rowsOf } from 'numeracy'

export default class NumeracyProvider {
  /** @param {{ id?: string, config?: { embed?: string, rerank?: string } }} options */
  constructor({ id, config = {} } = {}) {
    this.config = config
    this.name = id ?? `numeracy:${config.rerank ?? config.embed ?? 'bundled:use-lite'}`
  }

  id() {
    return this.name
  }

  /** @param {string} prompt @param {{ vars: { closer: string, farther: string } }} context */
  async callApi(prompt, { vars }) {
    try {
      // In alphabetical order, so that no model learns anything from it.
      const candidates = [vars.closer, vars.farther].sort()
      const asked = this.config.rerank === undefined ? { embed: this.embed } : { rerank: this.config.rerank }
      const { models } = await ask({ anchor: prompt, candidates, ...asked }, { cache: '.numeracy' })
      const [{ nearest, margin, candidates: scored }] = models
      const similarities = Object.fromEntries(scored.map(({ text, similarity }) => [text, similarity]))
      return { output: nearest, metadata: { margin, similarities } }
    } catch (error) {
      return { error: error.message }
    }
  }

  /** @param {string} text */
  async callEmbeddingApi(text) {
    try {
      const { embedder } = await resolveEmbedder(this.embed)
      const { vectors } = await embedder.embed([text], { role: 'document' })
      return { embedding: Array.from(rowsOf(vectors)[0]) }
    } catch (error) {
      return { error: error.message }
    }
  }

  get embed() {
    return this.config.embed ?? 'bundled:use-lite'
  }
}
