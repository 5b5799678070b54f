import { onTestFinished } from 'vitest'
import { page } from 'vitest/browser'
import { createSurvey } from '../../src/survey/create-survey.ts'
import type { SurveyHandle } from '../../src/survey/survey-request.ts'
import { aRequest, type Told, type Wish } from './a-request.ts'

export interface OpenCard {
  handle: SurveyHandle
  told: Told
  host: HTMLElement
  root: ShadowRoot
}

/** Every card in the page. */
export const hosts = () => [...document.querySelectorAll<HTMLElement>('how-likely-panel')]

/** Puts a card in the page, and takes it out again after the test. */
export function openCard(wish: Wish = {}): OpenCard {
  const { request, told } = aRequest(wish)
  const handle = createSurvey(request)
  onTestFinished(() => handle.remove())
  handle.show()
  const host = hosts().at(-1)
  if (!host?.shadowRoot) throw new Error('the card is not in the page')
  return { handle, told, host, root: host.shadowRoot }
}

/** Adds something to the page, and takes it out again after the test. */
export function addToPage<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties)
  document.body.append(element)
  onTestFinished(() => element.remove())
  return element
}

/** Gives the page this size in CSS pixels for one test. */
export async function resize(width: number, height: number): Promise<void> {
  await page.viewport(width, height)
  onTestFinished(() => page.viewport(414, 896))
}

/** Waits until nothing in the card moves any more. */
export async function settled(root: ShadowRoot): Promise<void> {
  await Promise.all(root.getAnimations().map(animation => animation.finished))
}

export const radio = (score: number) => page.getByRole('radio', { name: `${score}`, exact: true })
export const button = (name: string) => page.getByRole('button', { name, exact: true })
/** Found by the reason question, whichever it is. */
export const reasonBox = () => page.getByRole('textbox', { name: /\?$/ })

export const choose = (score: number) => radio(score).click()
export const send = () => button('Send').click()
