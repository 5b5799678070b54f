/** Distance from the edges of the window, in CSS pixels. */
const gap = 16

function put(host: HTMLElement, left: number, top: number): void {
  const { width } = host.getBoundingClientRect()
  // The header stays visible, or nobody could move the panel back.
  const within = (value: number, most: number) => Math.max(0, Math.min(value, most))
  host.style.setProperty('--left', `${within(left, innerWidth - width)}px`)
  host.style.setProperty('--top', `${within(top, innerHeight - 64)}px`)
}

/** Moves the panel to the other side of the window: dragging, with one press. */
export function moveAcross(host: HTMLElement): void {
  const { left, right, width } = host.getBoundingClientRect()
  const isLeft = left + right < innerWidth
  put(host, isLeft ? innerWidth - width - gap : gap, gap)
}

/** Follows the pointer from here until it is released. */
export function drag(host: HTMLElement, start: PointerEvent): void {
  const { left, top } = host.getBoundingClientRect()
  const ending = new AbortController()
  const { signal } = ending
  const follow = ({ clientX, clientY }: PointerEvent) =>
    put(host, left + clientX - start.clientX, top + clientY - start.clientY)
  addEventListener('pointermove', follow, { signal })
  for (const type of ['pointerup', 'pointercancel']) addEventListener(type, () => ending.abort(), { signal })
}
