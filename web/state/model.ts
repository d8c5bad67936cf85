import { addressed } from './address.ts'

/** The model that the sections on use show: the one of the address where it is among them, else the first. */
export function chosenModel<Each extends { readonly model: string }>(models: readonly Each[]): Each | null {
  return models.find(({ model }) => model === addressed('model')) ?? models[0] ?? null
}
