/** sRGB, each 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number]

/** Relative luminance, 0 to 1: WCAG 2.2, "relative luminance". */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map(channel => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** 1 to 21: WCAG 2.2, "contrast ratio". */
export function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** `share` of the second colour, 0 to 1, the rest of the first. */
export function mix(first: Colour, second: Colour, share: number): Colour {
  const channel = (index: 0 | 1 | 2) => Math.round(first[index] + (second[index] - first[index]) * share)
  return [channel(0), channel(1), channel(2)]
}

const black: Colour = [0, 0, 0]
const white: Colour = [255, 255, 255]

export const isDark = (surface: Colour) => contrast(surface, white) > contrast(surface, black)

/**
 * The colour, moved towards black or white just as far as it must be to stand out from `surface` by `ratio`
 * (4.5 for text, 3 for the edge of a control), or as far as it can.
 */
export function standOut(colour: Colour, surface: Colour, ratio: number): Colour {
  const pole = isDark(surface) ? white : black
  for (let share = 0; share < 1; share += 0.04) {
    const moved = mix(colour, pole, share)
    if (contrast(moved, surface) >= ratio) return moved
  }
  return pole
}
