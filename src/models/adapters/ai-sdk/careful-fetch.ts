/** Most bytes of an answer, after decompression. */
const maxBytes = 64 * 2 ** 20

/** What an SDK is given to ask with: it follows no redirect, which might take the key elsewhere, and reads no answer without end. */
export const carefulFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, redirect: 'manual' })
  if (response.body === null) return response
  const { status, statusText, headers } = response
  return new Response(response.body.pipeThrough(upTo(maxBytes)), { status, statusText, headers })
}

function upTo(most: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0
  return new TransformStream({
    transform(part, controller) {
      bytes += part.length
      if (bytes > most)
        controller.error(new Error(`an answer of more than ${most / 2 ** 20} MB; give a smaller ?maxBatch`))
      else controller.enqueue(part)
    },
  })
}
