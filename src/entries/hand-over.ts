/** Hands a part over to the loader, by its name: each built file except the loader ends with this call. */
export function handOver(name: string, part: unknown): void {
  ;(window as { howlikely?: { part?: (name: string, part: unknown) => void } }).howlikely?.part?.(name, part)
}
