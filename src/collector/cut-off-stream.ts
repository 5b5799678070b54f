/**
 * A stream whose beginning has been read, so that what fails at once is answered like anything that fails. What fails later is told,
 * and the connection cut off: whoever downloads sees that it is not whole, and nothing stands at its end that looks like a part of it.
 *
 * @param hangUp cuts the connection off; null: the stream fails
 * @throws what the beginning fails with
 */
export async function begunStream(
  source: ReadableStream<Uint8Array<ArrayBuffer>>,
  { hangUp, onFailure }: { hangUp: (() => void) | null; onFailure: (error: unknown) => void },
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const reader = source.getReader()
  let first: Awaited<ReturnType<typeof reader.read>> | null = await reader.read()

  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = first ?? (await reader.read())
        first = null
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        onFailure(error)
        if (hangUp) hangUp()
        else controller.error(error)
      }
    },
    cancel: reason => reader.cancel(reason),
  })
}
