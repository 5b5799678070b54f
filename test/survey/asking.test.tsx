import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { sv } from '../../src/i18n/sv.ts'
import { addToPage, button, choose, hosts, openCard, radio, reasonBox } from './open-card.ts'

const question =
  'Thinking of your purchase, how likely is it that you would recommend Fjord & Fern to a friend or colleague?'
const names = (root: ShadowRoot) =>
  [...root.querySelectorAll('.score input')].map(input => (input as HTMLInputElement).value)
const descriptionOf = (score: number) => {
  const input = radio(score).element()
  const id = input.getAttribute('aria-describedby')
  return id === null ? null : (input.getRootNode() as ShadowRoot).getElementById(id)?.textContent
}

describe('the card', () => {
  test('is a dialog named by the question, in the language and direction of its words', async () => {
    const { host } = openCard()

    const dialog = page.getByRole('dialog', { name: question })
    await expect.element(dialog).toBeVisible()
    expect(dialog.element().getAttribute('lang')).toBe('en')
    expect(dialog.element().getAttribute('dir')).toBe('ltr')
    expect(dialog.element().hasAttribute('aria-modal')).toBe(false)
    expect(host.parentElement).toBe(document.body)
  })

  test('brings no landmark into the page', async () => {
    openCard()
    await choose(9)

    for (const role of [
      'banner',
      'complementary',
      'contentinfo',
      'form',
      'main',
      'navigation',
      'region',
    ] as const) {
      await expect.element(page.getByRole(role)).not.toBeInTheDocument()
    }
  })

  test('is a region inside the page, if the site wants it there', async () => {
    const place = addToPage('div')

    const { host } = openCard({ request: { inline: place } })

    await expect.element(page.getByRole('region', { name: question })).toBeVisible()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    expect(host.parentElement).toBe(place)
  })

  test('is not in the page before it is shown, nor after it is removed, however often', () => {
    const { handle } = openCard()
    expect(hosts()).toHaveLength(1)

    handle.remove()
    handle.remove()

    expect(hosts()).toEqual([])
  })

  test('is in Swedish if the visitor’s page is', async () => {
    openCard({ request: { words: sv, locale: 'sv' } })

    await choose(3)

    await expect
      .element(page.getByRole('dialog', { name: /^Med tanke på ditt köp, hur troligt/ }))
      .toHaveAttribute('lang', 'sv')
    await expect.element(page.getByRole('textbox', { name: sv.reason })).toBeVisible()
    await expect.element(button('Skicka')).toBeVisible()
    await expect.element(button('Stäng')).toBeVisible()
    await expect.element(page.getByText('Du valde 3 av 10')).toBeVisible()
  })

  test('leaves no trace in the page but its host, and no style or markup of a string', () => {
    const before = document.head.innerHTML

    const { host, root } = openCard({ survey: { question: '<img src=x onerror=alert(1)> & <b>bold</b>?' } })

    expect(document.head.innerHTML).toBe(before)
    expect(host.id + host.className).toBe('')
    expect(root.querySelector('style,img,b')).toBeNull()
    expect(root.querySelector('legend')?.textContent).toBe('<img src=x onerror=alert(1)> & <b>bold</b>?')
  })
})

describe('the scale', () => {
  test('is a group of eleven radios, each named by its number alone and none chosen', async () => {
    openCard()

    await expect.element(page.getByRole('group', { name: question })).toBeVisible()
    const radios = page.getByRole('radio').elements() as HTMLInputElement[]
    expect(radios.map(input => input.labels?.[0]?.textContent)).toEqual([...'0123456789', '10'])
    expect(radios.filter(input => input.checked)).toEqual([])
    for (const input of radios) expect(input.closest('label')?.contains(input)).toBe(true)
  })

  test('says at its two ends what they mean, and nowhere else', () => {
    openCard()

    expect(descriptionOf(0)).toBe('Not at all likely')
    expect(descriptionOf(10)).toBe('Extremely likely')
    expect([1, 5, 9].map(descriptionOf)).toEqual([null, null, null])
  })

  test('runs the other way if the site wants that, with its ends', () => {
    const { root } = openCard({ survey: { scaleOrder: 'descending' } })

    expect(names(root)).toEqual(['10', '9', '8', '7', '6', '5', '4', '3', '2', '1', '0'])
    expect(descriptionOf(0)).toBe('Not at all likely')
    expect(descriptionOf(10)).toBe('Extremely likely')
  })

  test('says the chosen value in words, and sends nothing', async () => {
    const { told } = openCard()

    await choose(9)
    await expect.element(page.getByText('You chose 9 out of 10')).toBeVisible()
    await choose(2)
    await expect.element(page.getByText('You chose 2 out of 10')).toBeVisible()

    await expect.element(radio(2)).toBeChecked()
    await expect.element(radio(9)).not.toBeChecked()
    expect(told.scores.map(([score]) => score)).toEqual([9, 2])
    expect(told.sent).toEqual([])
  })
})

describe('after a score', () => {
  test('the reason and Send appear, which were not there before', async () => {
    openCard()
    await expect.element(button('Send')).not.toBeInTheDocument()
    await expect.element(reasonBox()).not.toBeInTheDocument()

    await choose(9)

    await expect.element(button('Send')).toBeVisible()
    await expect.element(page.getByRole('textbox', { name: 'What do you like most?' })).toBeVisible()
    await expect.element(page.getByPlaceholder('Please leave out personal details.')).toBeVisible()
  })

  test('the reason question follows the score, and what was written stays', async () => {
    openCard()
    await choose(10)
    await reasonBox().fill('It is quick')

    await choose(8)
    await expect
      .element(page.getByRole('textbox', { name: 'What would make it a 9 or a 10?' }))
      .toHaveValue('It is quick')

    await choose(0)
    await expect.element(page.getByRole('textbox', { name: 'What went wrong?' })).toHaveValue('It is quick')
  })

  test.each([
    ['score', 'If you close now, only your score is sent.'],
    ['nothing', 'Your score is sent only when you press Send.'],
  ] as const)('a line says what closing does, where unsent is %s', async (unsent, line) => {
    openCard({ settings: { unsent } })
    await expect.element(page.getByText(line)).not.toBeInTheDocument()

    await choose(5)

    await expect.element(page.getByText(line)).toBeVisible()
  })

  test('what the visitor had given before a reload is there again', async () => {
    const draft = { score: 4, reason: 'It came late', answers: {}, contact: { allowed: false, email: '' } }

    openCard({ request: { draft } })

    await expect.element(radio(4)).toBeChecked()
    await expect.element(page.getByRole('textbox', { name: 'What went wrong?' })).toHaveValue('It came late')
  })
})

describe('privacy', () => {
  test('has a link if the site names a page, and its note', async () => {
    openCard({ settings: { privacy: { url: '/privacy', note: 'Kept for {company} only.' } } })

    await expect
      .element(page.getByRole('link', { name: 'Privacy' }))
      .toHaveAttribute('href', `${location.origin}/privacy`)
    await expect.element(page.getByText('Kept for Fjord & Fern only.')).toBeVisible()
  })

  test.each(['javascript:alert(1)', 'http://else.example/privacy'])(
    'has no link to %s, and says so',
    async url => {
      const said = vi.spyOn(console, 'warn').mockReturnValue()
      onTestFinished(() => said.mockRestore())
      openCard({ settings: { privacy: { url, note: null } } })
      await choose(2)

      await expect.element(page.getByRole('link')).not.toBeInTheDocument()
      expect(said.mock.calls).toEqual([
        [`howlikely: shows no link to "${url}": it must be https:, mailto: or on this site.`],
      ])
    },
  )

  test('has no link if the site names none, and nothing is said', async () => {
    const said = vi.spyOn(console, 'warn').mockReturnValue()
    onTestFinished(() => said.mockRestore())
    openCard({ settings: { privacy: { url: null, note: null } } })
    await choose(2)

    await expect.element(page.getByRole('link')).not.toBeInTheDocument()
    await expect.element(page.getByRole('checkbox')).not.toBeInTheDocument()
    expect(said.mock.calls).toEqual([])
  })

  test('of a known respondent: the card says from the start that the answer is linked', async () => {
    openCard({ request: { identified: true } })

    await expect.element(page.getByText('This answer is linked to your account.')).toBeVisible()
  })

  test('of an unknown one: it does not', async () => {
    openCard()

    await expect.element(page.getByText('This answer is linked to your account.')).not.toBeInTheDocument()
  })
})

describe('leaving', () => {
  test('the Close button takes the card away', async () => {
    const { told } = openCard()

    await button('Close').click()

    expect(hosts()).toEqual([])
    expect(told.ended).toEqual(['closed'])
  })

  test('"Don\'t ask again" does too, before and after a score', async () => {
    const first = openCard()
    await button("Don't ask again").click()
    expect(first.told.ended).toEqual(['opted out'])

    const second = openCard()
    await choose(1)
    await button("Don't ask again").click()
    expect(second.told.ended).toEqual(['opted out'])
    expect(hosts()).toEqual([])
  })
})
