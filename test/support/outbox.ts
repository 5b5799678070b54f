import type { Page } from 'playwright'
import type { Entry } from '../../src/delivery/outbox.ts'

/** The responses that wait in this browser's storage for the endpoint. */
export const outbox = (page: Page, site = 'main'): Promise<Entry[]> =>
  page.evaluate(
    prefix =>
      Object.keys(localStorage)
        .filter(key => key.startsWith(prefix))
        .map(key => JSON.parse(localStorage.getItem(key) ?? 'null')),
    `howlikely:${site}:out:`,
  )
