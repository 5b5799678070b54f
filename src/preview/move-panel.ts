/** Distance from the edges of the window, in CSS pixels. */
const gap = 16

function put(host: HTMLElement, left: number, top: number): void {
  const { width } = host.getBoundingClientRect()
  // The header stays in sight, or nobody could bring the panel back.
  const within = (value: number, most: number) => Math.max(0, Math.min(value, most))
  host.style.setProperty('--left', `${within(left, innerWidth - width)}px`)
  host.style.setProperty('--top', `${within(top, innerHeight - 64)}px`)
}

/** To the other side of the window: what dragging does, by one press. */
export function moveAcross(host: HTMLElement): void {
  const { left, right, width } = host.getBoundingClientRect()
  const isLeft = left + right < innerWidth
  put(host, isLeft ? innerWidth - width - gap : gap, gap)
}

/** Follows the pointer from here until it is let go. */
export function drag(host: HTMLElement, start: PointerEvent): void {
  const { left, top } = host.getBoundingClientRect()
  const ending = new AbortController()
  const { signal } = ending
  const follow = ({ clientX, clientY }: PointerEvent) =>
    put(host, left + clientX - start.clientX, top + clientY - start.clientY)
  addEventListener('pointermove', follow, { signal })
  for (const type of ['pointerup', 'pointercancel']) addEventListener(type, () => ending.abort(), { signal })
}
