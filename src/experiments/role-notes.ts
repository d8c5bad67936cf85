import { type Roles, rolesFor } from '../matrix/block.ts'
import type { NamedModel } from './ask.ts'

/** What to know before models are asked in roles: which of them take none, and so are asked for each text once. */
export function roleNotes(models: readonly NamedModel[], roles: Roles): string[] {
  return models
    .filter(({ model }) => model.kind === 'embedder' && rolesFor(model, roles) !== roles)
    .map(
      ({ id }) =>
        `${id} takes no role: a text is the same to it as a query and as a document, and is asked for once. Give it the role with ?queryPrefix= and ?documentPrefix=, or with body.query.NAME= and body.document.NAME=, if the model wants one.`,
    )
}
