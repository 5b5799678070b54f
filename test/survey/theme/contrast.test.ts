import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Colour, contrast, isDark, mix, standOut } from '../../../src/survey/theme/contrast.ts'

const black: Colour = [0, 0, 0]
const white: Colour = [255, 255, 255]
const channel = fc.integer({ min: 0, max: 255 })
const colour = fc.tuple(channel, channel, channel)

describe('contrast', () => {
  test.each([
    ['black on white', black, white, 21],
    ['white on white', white, white, 1],
    // WebAIM's well-known pair on both sides of 4.5.
    ['#767676 on white', [118, 118, 118], white, 4.54],
    ['#777777 on white', [119, 119, 119], white, 4.48],
    ['pure red on white', [255, 0, 0], white, 4],
  ] as const)('of %s', (_case, one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 2)
    expect(contrast(other, one)).toBeCloseTo(ratio, 2)
  })
})

describe('a colour that has to stand out', () => {
  test('stays as it is if it already does', () => {
    expect(standOut([36, 80, 211], white, 4.5)).toEqual([36, 80, 211])
  })

  test('is moved no further than it must be', () => {
    const yellow: Colour = [255, 204, 0]

    const mended = standOut(yellow, white, 4.5)

    expect(contrast(mended, white)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(mended, white)).toBeLessThan(5.5)
  })

  test('does so at 4.5 on any surface whatever', () => {
    fc.assert(
      fc.property(colour, colour, (given, surface) => {
        expect(contrast(standOut(given, surface, 4.5), surface)).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })

  test('gets lighter on a dark surface and darker on a light one', () => {
    const grey: Colour = [128, 128, 128]

    expect(standOut(grey, black, 7)[0]).toBeGreaterThan(128)
    expect(standOut(grey, white, 7)[0]).toBeLessThan(128)
    expect([isDark(black), isDark(white)]).toEqual([true, false])
  })
})

test('a mix lies between its colours', () => {
  expect([mix(black, white, 0), mix(black, white, 0.5), mix(black, white, 1)]).toEqual([
    black,
    [128, 128, 128],
    white,
  ])
})
