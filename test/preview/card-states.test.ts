import { describe, expect, test } from 'vitest'
import { cardState, lackOf, stateNames } from '../../src/preview/card-states.ts'
import { en } from '../../src/preview/words/en.ts'
import { sv } from '../../src/preview/words/sv.ts'
import { aSurvey } from '../eligibility/situations.ts'

const privacy = { url: '/privacy', note: null }
const noPrivacy = { url: null, note: null }
const single = { id: 'why', type: 'single', text: 'Why?', choices: [{ id: 'price', text: 'Price' }] } as const
const ease = { id: 'ease', type: 'ease', text: 'How easy?', choices: [] } as const

describe('a survey comes into a state', () => {
  test.each([
    ['asked', {}, noPrivacy, false, null],
    ['promoter', {}, noPrivacy, false, null],
    ['extra', {}, privacy, false, 'no-extra'],
    ['extra', { extra: single }, noPrivacy, false, null],
    ['contact', {}, privacy, false, null],
    ['contact', {}, noPrivacy, false, 'no-privacy'],
    ['contact', { contact: 'off' }, privacy, false, 'no-contact'],
    ['contact', { contact: 'everyone' }, privacy, true, 'known'],
  ] as const)('or says why not: %s, with %o, %o, visitor known %s', (name, changes, given, isKnown, lack) => {
    expect(lackOf(name, aSurvey(changes), { privacy: given }, isKnown)).toBe(lack)
  })
})

describe('a state', () => {
  test.each([
    ['asked', null, 'kept', false],
    ['promoter', 10, 'kept', false],
    ['passive', 8, 'kept', false],
    ['detractor', 3, 'kept', false],
    ['sending', 10, 'waits', true],
    ['lost', 10, 'lost', true],
    ['thanksPromoter', 10, 'kept', true],
    ['thanksPassive', 8, 'kept', true],
    ['thanksDetractor', 3, 'kept', true],
  ] as const)(
    '"%s" has the score %s, its answer is %s, and Send was pressed: %s',
    (name, score, outcome, isSent) => {
      const state = cardState(name, aSurvey())

      expect(state.draft?.score ?? null).toBe(score)
      expect([state.outcome, state.isSent]).toEqual([outcome, isSent])
    },
  )

  test.each([
    [single, ['price']],
    [ease, 6],
  ])('"extra" has its question answered', (extra, answer) => {
    expect(cardState('extra', aSurvey({ extra })).draft?.answers).toEqual({ [extra.id]: answer })
    expect(cardState('promoter', aSurvey({ extra })).draft?.answers).toEqual({})
  })

  test('"contact" has permission given, by a visitor who is asked for it', () => {
    expect(cardState('contact', aSurvey()).draft).toMatchObject({
      score: 3,
      contact: { allowed: true, email: '' },
    })
  })
})

test.each([
  ['English', en],
  ['Swedish', sv],
])('the panel has a word for every state in %s', (_language, words) => {
  expect(Object.keys(words.states)).toEqual([...stateNames])
  expect(new Set(Object.values(words.states)).size).toBe(stateNames.length)
})
