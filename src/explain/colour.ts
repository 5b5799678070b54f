import type { Colour } from '../survey/theme/contrast.ts'

/** A CSS colour in any notation, as the browser paints it; undefined if it is no colour, or nothing can be painted. */
export function paintedColour(text: string): Colour | undefined {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 })
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) return undefined
  // Setting something that is no colour leaves the fill style unchanged.
  const [onBlack, onWhite] = ['#000000', '#ffffff'].map(before => {
    pen.fillStyle = before
    pen.fillStyle = text
    return pen.fillStyle
  })
  if (onBlack !== onWhite) return undefined
  pen.fillRect(0, 0, 1, 1)
  return [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)]
}
