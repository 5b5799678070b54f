/**
 * Reports whether the visitor attends to the card (points at it, touches it, or has the focus in it), now and whenever
 * that changes. Focus on the thank-you's heading counts only after a key: the heading takes the focus itself.
 * @param signal ends the reporting.
 */
export function onAttention(root: ShadowRoot, signal: AbortSignal, tell: (attends: boolean) => void): void {
  let isPointing = false
  let isByKeys = false
  const hear = ({ type }: Event) => {
    if (type === 'pointerenter') isPointing = true
    if (type === 'pointerleave') isPointing = false
    if (type === 'keydown') isByKeys = true
    if (type === 'pointerdown') isByKeys = false
    tell(isPointing || !!root.querySelector(isByKeys ? ':focus' : ':focus:not(h2)'))
  }

  for (const type of ['pointerenter', 'pointerleave']) root.host.addEventListener(type, hear, { signal })
  for (const type of ['pointerdown', 'keydown', 'focusin', 'focusout'])
    root.addEventListener(type, hear, { signal })
}
