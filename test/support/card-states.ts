import type { Locator, Page } from 'playwright'
import { type StateName, stateNames } from '../../src/preview/card-states.ts'
import { en } from '../../src/preview/words/en.ts'

export { type StateName, stateNames }

/** A survey that can come into every state. */
export const everyState = {
  privacy: {
    url: '/privacy',
    note: {
      en: 'We keep answers for a year.',
      sv: 'Vi sparar svar i ett år.',
      ar: 'نحتفظ بالإجابات لمدة عام.',
    },
  },
  surveys: [
    {
      id: 'checkout',
      trigger: 'checkout',
      contact: 'everyone',
      extra: {
        id: 'why',
        type: 'multiple',
        text: { en: 'What did you come for?', sv: 'Vad kom du för?', ar: 'ما الذي جئت من أجله؟' },
        choices: [
          { id: 'coffee', text: { en: 'Coffee', sv: 'Kaffe', ar: 'قهوة' } },
          { id: 'kettle', text: { en: 'A kettle', sv: 'En kanna', ar: 'إبريق' } },
          { id: 'gift', text: { en: 'A present', sv: 'En present', ar: 'هدية' } },
        ],
      },
      thanks: {
        promoter: {
          link: {
            url: 'https://reviews.example/',
            text: { en: 'Write a review', sv: 'Skriv en recension', ar: 'اكتب تقييمًا' },
          },
        },
      },
    },
  ],
}

export interface Shown {
  card: Locator
  /** Brings the card into a state, and waits until nothing moves. */
  show(state: StateName): Promise<void>
}

/**
 * Opens a page of the shop with the preview, with its panel moved aside, so that the card looks as it does for a visitor.
 * @param more further parameters of the address
 */
export async function showStates(
  page: Page,
  shop: string,
  more: Readonly<Record<string, string>> = {},
  path = '/',
): Promise<Shown> {
  const parameters = { howlikely: 'preview', options: JSON.stringify(everyState), ...more }
  await page.goto(`${shop}${path}?${new URLSearchParams(parameters)}`)
  const card = page.getByRole('dialog')
  await card.waitFor()
  await page.getByRole('region', { name: en.title }).waitFor()
  await page.evaluate(() => {
    const panel = document.querySelector('how-likely-preview')
    Object.assign(window, { panel })
    const aside = new CSSStyleSheet()
    aside.replaceSync(':host { display: none !important }')
    panel?.shadowRoot?.adoptedStyleSheets.push(aside)
  })
  return {
    card,
    async show(state) {
      await page.evaluate(label => {
        const { panel } = window as unknown as { panel: Element }
        const labels = [...(panel.shadowRoot?.querySelectorAll('.states label') ?? [])]
        const radio = labels.find(one => one.textContent === label)?.querySelector('input')
        // Go through another state first, so that the wanted one is shown again if it is already shown.
        labels[0]?.querySelector('input')?.click()
        radio?.click()
      }, en.states[state])
      await page.waitForFunction(() => {
        const root = document.querySelector('how-likely-panel')?.shadowRoot
        return (
          root?.querySelector('.card') &&
          root.getAnimations().every(({ playState }) => playState === 'finished')
        )
      })
      await reached(card, state)
    },
  }
}

/** Waits for what only this state has. */
async function reached(card: Locator, state: StateName): Promise<void> {
  const checked = card.locator('.score input:checked')
  const sign: Readonly<Record<StateName, Locator>> = {
    asked: card.locator('.score'),
    promoter: checked,
    passive: checked,
    detractor: checked,
    extra: card.locator('[type=checkbox]:checked'),
    contact: card.locator('[type=email]'),
    sending: card.locator('.send[aria-disabled=true]'),
    lost: card.getByRole('alert'),
    thanksPromoter: card.getByRole('heading'),
    thanksPassive: card.getByRole('heading'),
    thanksDetractor: card.getByRole('heading'),
  }
  await sign[state].first().waitFor({ state: 'attached' })
  // On a small screen it may be further down in the card, where a visitor would be by then.
  await sign[state]
    .first()
    .evaluate(it => (it.closest('.footer, .field') ?? it).scrollIntoView({ block: 'nearest' }))
}
