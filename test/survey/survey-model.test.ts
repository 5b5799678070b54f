import { effect } from '@preact/signals-core'
import { describe, expect, test } from 'vitest'
import { limits } from '../../src/protocol/limits.ts'
import { createSurveyModel, emailLimit, reasonLimit } from '../../src/survey/survey-model.ts'
import type { SendOutcome } from '../../src/survey/survey-request.ts'
import { createWording } from '../../src/survey/wording.ts'
import { aRequest, type Wish } from './a-request.ts'

function open(wish: Wish = {}) {
  const { request, told } = aRequest(wish)
  return { model: createSurveyModel(request, createWording(request)), told }
}

const privacy = { url: 'https://shop.example/privacy', note: null }

describe('a score', () => {
  test('is reported with the reason question that belongs to it, and kept as a draft', () => {
    const { model, told } = open()

    model.chooseScore(9)

    expect(told.scores).toEqual([[9, 'What do you like most?']])
    expect(told.drafts.at(-1)?.score).toBe(9)
    expect(told.sent).toEqual([])
  })

  test('can be changed until it is sent', async () => {
    const { model, told } = open()

    model.chooseScore(9)
    model.chooseScore(2)
    await model.send()
    model.chooseScore(10)

    expect(told.scores.map(([score]) => score)).toEqual([9, 2])
    expect(told.sent.map(draft => draft.score)).toEqual([2])
    expect(model.score.value).toBe(2)
  })

  test('that is chosen again is no change', () => {
    const { model, told } = open()

    model.chooseScore(9)
    model.chooseScore(9)

    expect(told.scores).toHaveLength(1)
  })

  test.each([
    [6, 'detractor'],
    [7, 'passive'],
    [8, 'passive'],
    [9, 'promoter'],
  ] as const)('of %d puts the visitor among the %ss', (score, category) => {
    const { model } = open()

    model.chooseScore(score)

    expect(model.category.value).toBe(category)
  })
})

describe('a draft', () => {
  test('from before a reload is taken up again, and not reported again', () => {
    const draft = {
      score: 7,
      reason: 'Slow',
      answers: { why: ['a'] },
      contact: { allowed: false, email: '' },
    }

    const { model, told } = open({ request: { draft } })

    expect(model.draft.value).toEqual(draft)
    expect(told).toEqual({ scores: [], drafts: [], sent: [], ended: [] })
  })

  test('is reported in full with each change', () => {
    const extra = { id: 'why', type: 'single', text: 'Why?', choices: [{ id: 'a', text: 'A' }] } as const
    const { model, told } = open({ survey: { extra } })

    model.chooseScore(3)
    model.writeReason('Late')
    model.answerExtra(['a'])
    model.changeContact({ allowed: true })
    model.changeContact({ email: 'sam@example.com' })

    expect(told.drafts).toHaveLength(5)
    expect(told.drafts.at(-1)).toEqual({
      score: 3,
      reason: 'Late',
      answers: { why: ['a'] },
      contact: { allowed: true, email: 'sam@example.com' },
    })
  })
})

describe('sending', () => {
  test('needs a score', async () => {
    const { model, told } = open()

    await model.send()
    expect(told.sent).toEqual([])

    model.chooseScore(0)
    await model.send()
    expect(told.sent).toHaveLength(1)
    expect(model.step.value).toBe('thanks')
  })

  test('is done once, however often it is asked for while it goes on', async () => {
    const { model, told } = open()
    model.chooseScore(8)

    await Promise.all([model.send(), model.send()])
    await model.send()

    expect(told.sent).toHaveLength(1)
  })

  test('that comes to nothing says so, and may be tried again', async () => {
    const outcomes: SendOutcome[] = ['lost', 'kept']
    const { model, told } = open({ send: async () => outcomes.shift() ?? 'kept' })
    model.chooseScore(8)

    await model.send()
    expect(model.step.value).toBe('lost')

    model.writeReason('Once more')
    await model.send()
    expect(model.step.value).toBe('thanks')
    expect(told.sent.map(draft => draft.reason)).toEqual(['', 'Once more'])
  })

  test('that breaks counts as lost', async () => {
    const { model } = open({ send: () => Promise.reject(new Error('no')) })
    model.chooseScore(8)

    await model.send()

    expect(model.step.value).toBe('lost')
  })
})

describe('a reason', () => {
  test('may be as long as a response may carry', () => {
    expect({ reasonLimit, emailLimit }).toEqual({ reasonLimit: limits.reason, emailLimit: limits.email })
  })

  test.each([
    ['at its limit is sent', reasonLimit, 1],
    ['one character beyond it is not', reasonLimit + 1, 0],
  ])('%s', async (_case, length, sent) => {
    const { model, told } = open()
    model.chooseScore(8)

    model.writeReason('x'.repeat(length))
    await model.send()

    expect(told.sent).toHaveLength(sent)
    expect(model.isReasonTooLong.value).toBe(sent === 0)
  })

  test('that was too long is whole, and is sent once it is shorter', async () => {
    const { model, told } = open()
    model.chooseScore(8)
    model.writeReason('x'.repeat(reasonLimit + 9))
    await model.send()
    expect(model.draft.value.reason).toHaveLength(reasonLimit + 9)

    model.writeReason('x')
    await model.send()

    expect(told.sent.map(draft => draft.reason)).toEqual(['x'])
  })
})

describe('leave to contact', () => {
  test.each([
    ['a detractor', {}, 6, true],
    ['a passive', {}, 7, false],
    ['a promoter where everyone is asked', { survey: { contact: 'everyone' } }, 10, true],
    ['a detractor where nobody is asked', { survey: { contact: 'off' } }, 0, false],
    ['a detractor whom the site knows', { request: { identified: true } }, 0, false],
    [
      'a detractor on a site without a privacy page',
      { settings: { privacy: { url: null, note: null } } },
      0,
      false,
    ],
  ] as const)('is asked of %s: %s', (_case, wish, score, isAsked) => {
    const { model } = open({ settings: { privacy }, ...wish } as Wish)

    model.chooseScore(score)

    expect(model.asksForContact.value).toBe(isAsked)
  })

  test('goes along with the answer, its address trimmed', async () => {
    const { model, told } = open({ settings: { privacy } })
    model.chooseScore(2)

    model.changeContact({ allowed: true, email: ' sam@example.com ' })
    await model.send()

    expect(told.sent[0]?.contact).toEqual({ allowed: true, email: 'sam@example.com' })
  })

  test.each([
    ['withdrawn', 2, { allowed: false }],
    ['no longer asked for, since the score has changed', 9, {}],
  ])('is not sent, nor the address, once it is %s', async (_case, score, contact) => {
    const { model, told } = open({ settings: { privacy } })
    model.chooseScore(2)
    model.changeContact({ allowed: true, email: 'sam@example.com' })

    model.chooseScore(score)
    model.changeContact(contact)
    await model.send()

    expect(told.sent[0]?.contact).toEqual({ allowed: false, email: '' })
  })

  test.each([
    '',
    'sam',
    'sam@',
    '@example.com',
    'sam and@example.com',
    `${'x'.repeat(emailLimit)}@example.com`,
  ])('is not sent with the address "%s"; the visitor is told, until it is mended', async email => {
    const { model, told } = open({ settings: { privacy } })
    model.chooseScore(2)
    model.changeContact({ allowed: true, email })

    await model.send()
    expect(told.sent).toEqual([])
    expect(model.isEmailWrong.value).toBe(true)

    model.changeContact({ email: 'sam@example.com' })
    expect(model.isEmailWrong.value).toBe(false)
    await model.send()
    expect(told.sent).toHaveLength(1)
  })
})

describe('a card that has thanked', () => {
  test('no longer changes or reports anything', async () => {
    const { model, told } = open({
      survey: { extra: { id: 'ease', type: 'ease', text: 'Easy?', choices: [] } },
    })
    model.chooseScore(4)
    await model.send()
    const before = model.draft.value

    model.chooseScore(5)
    model.writeReason('Late')
    model.answerExtra(3)
    model.changeContact({ allowed: true })
    await model.send()

    expect(model.draft.value).toBe(before)
    expect(told.drafts).toHaveLength(1)
    expect(told.sent).toHaveLength(1)
  })
})

describe('what changes', () => {
  test('is only what follows from it: a letter more in the reason leaves the rest as it is', () => {
    const { model } = open({ settings: { privacy } })
    model.chooseScore(4)
    const changes: string[] = []
    const watched = [
      'score',
      'category',
      'isReasonTooLong',
      'asksForContact',
      'isContactAllowed',
      'step',
    ] as const
    for (const name of watched) model[name].subscribe(() => changes.push(name))
    changes.length = 0

    model.writeReason('L')
    expect(changes).toEqual([])

    model.chooseScore(7)
    expect(changes.sort()).toEqual(['asksForContact', 'category', 'score'])
  })

  test('is there as a whole at once: a score, and the words about it', () => {
    const { model } = open()
    const seen: [number | null, string][] = []
    effect(() => {
      seen.push([model.score.value, model.announcement.value])
    })

    model.chooseScore(5)

    expect(seen).toEqual([
      [null, ''],
      [5, 'You can now add a reason and send your answer.'],
    ])
  })
})

describe('leaving', () => {
  test('by closing tells so, once the card knows that it has to go', () => {
    const { model, told } = open()
    expect(model.isLeft.value).toBe(false)

    model.close()

    expect(model.isLeft.value).toBe(true)
    expect(told.ended).toEqual(['closed'])
  })

  test('by "don\'t ask again" does too', () => {
    const { model, told } = open()

    model.optOut()

    expect(model.isLeft.value).toBe(true)
    expect(told.ended).toEqual(['opted out'])
  })
})

describe('what a screen reader is told', () => {
  test('is nothing at first, then that a survey has opened, then what a score has brought', () => {
    const { model } = open()
    expect(model.announcement.value).toBe('')

    model.announce()
    expect(model.announcement.value).toMatch(/^A short survey has opened/)

    model.chooseScore(5)
    expect(model.announcement.value).toBe('You can now add a reason and send your answer.')
  })
})
