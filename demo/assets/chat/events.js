/** Handlers by event name; one that throws doesn't keep the others from being called. */
export function createEvents() {
  const handlers = new Map()

  return {
    on(event, handler) {
      handlers.set(event, [...(handlers.get(event) ?? []), handler])
    },
    off(event, handler) {
      handlers.set(
        event,
        (handlers.get(event) ?? []).filter(known => known !== handler),
      )
    },
    emit(event, payload) {
      for (const handler of handlers.get(event) ?? []) {
        try {
          handler(payload)
        } catch (error) {
          console.error(error)
        }
      }
    },
  }
}
