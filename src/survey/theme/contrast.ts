/** sRGB: red, green and blue, each 0 to 255. */
export type Colour = readonly number[]

/** Relative luminance, 0 to 1: WCAG 2.2, "relative luminance". */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map(channel => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** 1 to 21: WCAG 2.2, "contrast ratio". */
export function contrast(first: Colour, second: Colour): number {
  const ratio = (luminance(first) + 0.05) / (luminance(second) + 0.05)
  return Math.max(ratio, 1 / ratio)
}

/** `share` of the second colour, 0 to 1, the rest of the first. */
export const mix = (first: Colour, second: Colour, share: number): Colour =>
  first.map((channel, index) => Math.round(channel + ((second[index] ?? 0) - channel) * share))

/** Above this luminance black is easier to read than white; at it, both have the same contrast. */
const middle = 0.179

export const isDark = (surface: Colour) => luminance(surface) < middle

/**
 * The colour, moved towards black or white only as far as needed to stand out from `surface` by `ratio` (4.5 for text,
 * 3 for the edge of a control), or as far as possible.
 */
export function standOut(colour: Colour, surface: Colour, ratio: number): Colour {
  const pole = isDark(surface) ? [255, 255, 255] : [0, 0, 0]
  let share = 0
  let moved = colour
  while (share < 1 && contrast(moved, surface) < ratio) {
    share += 0.04
    moved = mix(colour, pole, share)
  }
  return moved
}
