/** Hands a part over to the loader, by its name: each built file but the loader ends with this. */
export function handOver(name: string, part: unknown): void {
  ;(window as { howlikely?: { part?: (name: string, part: unknown) => void } }).howlikely?.part?.(name, part)
}
