import { loadBands, type Segment, segmentNames, tenureBands, valueBands } from '../api/segments.ts'
import { language, moneyText, numberText, words } from './language.ts'

/** A segment's name in words. */
export function segmentText(segment: Segment): string {
  const known = segmentNames.find(name => name === segment)
  return known ? words.value.segments[known] : words.value.trait(segment.slice('trait.'.length))
}

/** A segment's value in words; null: the record doesn't say. */
export function segmentValueText(segment: Segment, value: string | null): string {
  if (value === null) return words.value.notSaid
  if (value === '…') return words.value.others
  if (segment === 'load') return bandText(Number(value), loadBands, ms => `${numberText(ms)} ms`)
  if (segment === 'tenure') return bandText(Number(value), tenureBands, words.value.days)
  if (segment === 'value') {
    const [currency = '', place] = value.split(' ')
    return bandText(Number(place), valueBands, amount => moneyText(amount, currency))
  }
  if (segment === 'language') return languageText(value)
  if (segment === 'device') {
    const devices: Readonly<Record<string, string>> = words.value.devices
    return Object.hasOwn(devices, value) ? (devices[value] ?? value) : value
  }
  if (segment === 'page') return value.replace(/^https?:\/\//, '')
  return value
}

function bandText(place: number, bounds: readonly number[], text: (bound: number) => string): string {
  const [low, high] = [bounds[place - 1], bounds[place]]
  if (low === undefined) return words.value.below(text(high ?? 0))
  return high === undefined ? words.value.atLeast(text(low)) : words.value.between(text(low), text(high))
}

/** "German" for `de`; the tag itself if it is no language. */
function languageText(tag: string): string {
  try {
    return new Intl.DisplayNames([language.value], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** The parameters that narrow a view to a segment's value. */
export function filterBy(segment: Segment, value: string | null): Record<string, string> {
  return segment.startsWith('trait.')
    ? { trait: `${segment.slice('trait.'.length)}:${value ?? ''}` }
    : { [segment]: value ?? '' }
}
