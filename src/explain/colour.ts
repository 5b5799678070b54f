import type { Colour } from '../survey/theme/contrast.ts'

/** A colour in any notation of CSS, as the browser paints it; undefined where it is none, or nothing can be painted. */
export function paintedColour(text: string): Colour | undefined {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 })
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) return undefined
  // What is no colour leaves the pen as it was.
  const [onBlack, onWhite] = ['#000000', '#ffffff'].map(before => {
    pen.fillStyle = before
    pen.fillStyle = text
    return pen.fillStyle
  })
  if (onBlack !== onWhite) return undefined
  pen.fillRect(0, 0, 1, 1)
  return [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)]
}
