import type { Browser } from '../browser/browser.ts'
import { notedInlinePlace } from '../browser/inline-place.ts'
import { createBrowser } from '../browser/real-browser.ts'
import { isShown } from '../browser/visible.ts'
import type { CreateAsking } from '../decision/asking.ts'
import { createShowing } from '../showing/create-showing.ts'
import type { SurveyParts } from '../showing/showing-context.ts'
import { createSurvey } from '../survey/create-survey.ts'

/** A browser whose `fetch` also calls an endpoint that is a function: it accepts a record by resolving before the timeout. */
const withEndpointFunctions = (browser: Browser): Browser => ({
  ...browser,
  async fetch(endpoint: unknown, init) {
    if (typeof endpoint !== 'function') return browser.fetch(endpoint as string, init)
    const { body, signal } = init
    const givenUp = new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason))
    })
    const record: unknown = JSON.parse(`${body instanceof URLSearchParams ? body.get('response') : body}`)
    await Promise.race([endpoint(record), givenUp])
    return new Response()
  },
})

/**
 * A browser that knows the element which started howlikely, wherever that is. While the element is out of the page or
 * hidden, as in a router that keeps its pages, the survey waits for it as it does while a dialog is open.
 */
const withElement = (browser: Browser): Browser => ({
  ...browser,
  findInlinePlace: () => notedInlinePlace() ?? browser.findInlinePlace(),
  disturbance() {
    const place = notedInlinePlace()
    return place && !isShown(place) ? 'modal' : browser.disturbance()
  },
})

/** The languages other than English. */
export type Languages = Pick<SurveyParts, 'words' | 'locales'>

/** The part that shows surveys and delivers answers, in the given languages. */
export const createAskingFrom =
  (languages: Languages): CreateAsking =>
  context =>
    createShowing(context, withElement(withEndpointFunctions(createBrowser(context.browser))), {
      createSurvey,
      ...languages,
    })
