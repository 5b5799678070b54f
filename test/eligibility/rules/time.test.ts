import { describe, expect, test } from 'vitest'
import type { HoursSettings } from '../../../src/options/settings.ts'
import { around, aSituation, aSurvey, days, exactFrom, minutes, noon, ruleNamed } from '../situations.ts'

const clock = ruleNamed('clock')
const from = ruleNamed('from')
const hours = ruleNamed('hours')
const until = ruleNamed('until')

describe('the dates', () => {
  test('a survey asks from its first instant on', () => {
    expect(exactFrom(from, aSurvey({ from: noon + 5 }), aSituation())).toBe(noon + 5)
    expect(from(aSurvey({ from: noon }), aSituation()).pass).toBe(true)
    expect(from(aSurvey(), aSituation())).toMatchObject({ pass: true, allowed: null })
  })

  test('a beginning that could not be read never comes', () => {
    expect(from(aSurvey({ from: Number.POSITIVE_INFINITY }), aSituation())).toMatchObject({
      pass: false,
      from: null,
    })
  })

  test('a survey asks until the instant before its end', () => {
    const survey = aSurvey({ until: noon })

    expect(around(until, survey, aSituation(), noon)).toEqual([true, false])
    expect(until(survey, aSituation())).toMatchObject({ found: noon, allowed: noon, from: null })
    expect(until(aSurvey(), aSituation()).pass).toBe(true)
  })

  test('an end that could not be read has passed', () => {
    expect(until(aSurvey({ until: Number.NEGATIVE_INFINITY }), aSituation()).pass).toBe(false)
  })
})

describe('the clock', () => {
  test('asks nobody while it shows a time before the loader was built', () => {
    expect(exactFrom(clock, aSurvey(), aSituation({ builtAt: noon + 1 }))).toBe(noon + 1)
    expect(clock(aSurvey(), aSituation({ builtAt: noon })).pass).toBe(true)
  })

  test('asks nobody if it shows no time at all', () => {
    expect(clock(aSurvey(), aSituation({ now: Number.NaN })).pass).toBe(false)
  })
})

const whole: HoursSettings = { days: [0, 1, 2, 3, 4, 5, 6], from: 0, to: 1440, zone: 'UTC' }
const at = (text: string) => Date.parse(text)
const surveyIn = (changes: Partial<HoursSettings>) => aSurvey({ hours: { ...whole, ...changes } })
const isOpen = (changes: Partial<HoursSettings>, text: string) =>
  hours(surveyIn(changes), aSituation({ now: at(text) })).pass
const opening = (changes: Partial<HoursSettings>, text: string) => {
  const next = exactFrom(hours, surveyIn(changes), aSituation({ now: at(text) }))
  return next && new Date(next).toISOString()
}

describe('the hours', () => {
  // 6 May 2026 is a Wednesday: day 3.
  const office = { days: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60 + 30 }

  test.each([
    ['2026-05-06T08:59:59.999Z', false],
    ['2026-05-06T09:00Z', true],
    ['2026-05-06T17:29:59.999Z', true],
    ['2026-05-06T17:30Z', false],
    ['2026-05-09T12:00Z', false],
    ['2026-05-10T12:00Z', false],
    ['2026-05-11T12:00Z', true],
  ])('of an office at %s: %s', (instant, open) => {
    expect(isOpen(office, instant)).toBe(open)
  })

  test.each([
    ['2026-05-06T07:00Z', '2026-05-06T09:00:00.000Z'],
    ['2026-05-06T17:30Z', '2026-05-07T09:00:00.000Z'],
    ['2026-05-08T17:30Z', '2026-05-11T09:00:00.000Z'],
    ['2026-05-09T12:34:56.789Z', '2026-05-11T09:00:00.000Z'],
  ])('of an office, looked for at %s, begin at %s', (instant, next) => {
    expect(opening(office, instant)).toBe(next)
  })

  test.each([
    ['2026-05-08T21:59:59.999Z', false],
    ['2026-05-08T22:00Z', true],
    ['2026-05-09T05:59:59.999Z', true],
    ['2026-05-09T06:00Z', false],
    ['2026-05-08T05:00Z', false],
    ['2026-05-09T22:00Z', false],
  ])('that span midnight belong to the day on which they begin, a Friday: %s, %s', (instant, open) => {
    expect(isOpen({ days: [5], from: 22 * 60, to: 6 * 60 }, instant)).toBe(open)
  })

  test('that span the midnight after Saturday go on into Sunday', () => {
    expect(isOpen({ days: [6], from: 22 * 60, to: 60 }, '2026-05-10T00:59Z')).toBe(true)
    expect(isOpen({ days: [6], from: 22 * 60, to: 60 }, '2026-05-10T01:00Z')).toBe(false)
  })

  test('that name no time are the whole day', () => {
    expect(isOpen({ days: [3] }, '2026-05-06T00:00Z')).toBe(true)
    expect(isOpen({ days: [3] }, '2026-05-06T23:59:59.999Z')).toBe(true)
    expect(isOpen({ days: [3] }, '2026-05-07T00:00Z')).toBe(false)
    expect(opening({ days: [3] }, '2026-05-07T00:00Z')).toBe('2026-05-13T00:00:00.000Z')
  })

  test('are by the zone’s clocks, which may show another day', () => {
    const tokyo = { days: [4], from: 8 * 60, to: 9 * 60, zone: 'Asia/Tokyo' }

    expect(isOpen(tokyo, '2026-05-06T23:00Z')).toBe(true)
    expect(isOpen({ ...tokyo, zone: 'UTC' }, '2026-05-06T23:00Z')).toBe(false)
    expect(opening(tokyo, '2026-05-06T12:00Z')).toBe('2026-05-06T23:00:00.000Z')
  })

  test('without a zone are by the visitor’s clock', () => {
    const local = new Date(2026, 4, 6, 10, 30)

    expect(isOpen({ from: 630, to: 631, zone: null }, local.toISOString())).toBe(true)
    expect(isOpen({ from: 631, to: 632, zone: null }, local.toISOString())).toBe(false)
  })

  test.each([
    [
      'a minute of its own',
      { from: 9 * 60 + 7, to: 9 * 60 + 8 },
      '2026-05-06T12:00Z',
      '2026-05-07T09:07:00.000Z',
    ],
    [
      '45 minutes off the hour',
      { from: 9 * 60, to: 600, zone: 'Asia/Kathmandu' },
      '2026-05-06T12:00Z',
      '2026-05-07T03:15:00.000Z',
    ],
    [
      'the day on which the clocks go forward',
      { from: 8 * 60, to: 600, zone: 'Europe/Stockholm' },
      '2026-03-28T12:00Z',
      '2026-03-29T06:00:00.000Z',
    ],
    [
      'a beginning that the clocks skip',
      { from: 150, to: 300, zone: 'Europe/Stockholm' },
      '2026-03-28T12:00Z',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'hours that the clocks skip, all of them',
      { days: [0], from: 130, to: 170, zone: 'Europe/Stockholm' },
      '2026-03-28T12:00Z',
      '2026-04-05T00:10:00.000Z',
    ],
    [
      'hours that the clocks show again',
      { from: 60, to: 150, zone: 'Europe/Stockholm' },
      '2026-10-25T00:40Z',
      '2026-10-25T01:00:00.000Z',
    ],
    [
      'clocks that are moved by half an hour',
      { from: 105, to: 115, zone: 'Australia/Lord_Howe' },
      '2026-04-04T14:56Z',
      '2026-04-04T15:15:00.000Z',
    ],
  ])('begin exactly: %s', (_case, changes, instant, next) => {
    expect(opening(changes, instant)).toBe(next)
  })

  test.each([
    ['on no day', { days: [] }],
    ['of no length', { from: 540, to: 540 }],
    ['in a zone that is unknown', { zone: 'Europe/Atlantis' }],
  ])('%s never come', (_case, changes) => {
    expect(hours(surveyIn(changes), aSituation())).toMatchObject({ pass: false, from: null })
  })

  test('show the day and the minute with what the site allows', () => {
    expect(hours(surveyIn(office), aSituation({ now: at('2026-05-06T07:45:59Z') }))).toMatchObject({
      found: [3, 7 * 60 + 45],
      allowed: [540, 1050, 'UTC', 1, 2, 3, 4, 5],
    })
    expect(hours(aSurvey(), aSituation())).toMatchObject({ pass: true, found: null, allowed: null })
  })

  test('agree with a clock on the wall, over a weekend on which the clocks are moved', () => {
    const changes = { days: [0, 6], from: 23 * 60 + 30, to: 2 * 60 + 30, zone: 'America/New_York' }
    const wall = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'America/New_York',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    })
    const start = at('2026-10-30T12:00Z')

    for (let now = start; now < start + days(3); now += minutes(3)) {
      const [weekday = '', time = ''] = wall.format(now).split(/[ ,]+/)
      const late = time >= '23:30' && ['Sat', 'Sun'].includes(weekday)
      const early = time < '02:30' && ['Sun', 'Mon'].includes(weekday)
      if (isOpen(changes, new Date(now).toISOString()) !== (late || early)) {
        throw new Error(`not as the wall shows at ${weekday} ${time}`)
      }
    }
  })
})
