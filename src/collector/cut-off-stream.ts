/**
 * A stream whose beginning has been read already, so that an early failure is answered like any other. A later failure is
 * reported and the connection cut: the download is then visibly incomplete, and nothing at its end looks like part of it.
 *
 * @param hangUp cuts the connection; null: the stream fails
 * @throws whatever the beginning fails with
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
