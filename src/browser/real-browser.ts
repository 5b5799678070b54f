import { afterPaint } from './after-paint.ts'
import { attempt } from './attempt.ts'
import type { Browser, DecisionBrowser } from './browser.ts'
import { disturbance } from './disturbance.ts'
import { newId } from './new-id.ts'
import { pageStory } from './page-story.ts'
import { createRequestLock } from './request-lock.ts'
import { isShown, isVisible } from './visible.ts'
import { watchPage } from './watch-page.ts'
import { whenIdle } from './when-idle.ts'

/** The longest timeout that a browser accepts, in milliseconds; a longer one would fire at once. */
const longestTimer = 2 ** 31 - 1

/** The whole browser. @param decision the part of it that the decision already has */
export const createBrowser = (decision: DecisionBrowser): Browser => ({
  ...decision,
  whenIdle,
  watchPage,
  pageStory,
  newId,
  later(delay, action) {
    // No page stays open for longer than the longest timer.
    const timer = delay <= longestTimer ? setTimeout(action, delay) : 0
    return () => clearTimeout(timer)
  },
  afterPaint,
  requestLock: createRequestLock(),
  disturbance,
  isSeen: selector => attempt(() => [...document.querySelectorAll(selector)].some(isVisible)) ?? null,
  listen(types, listener, signal) {
    for (const type of types.split(' ')) addEventListener(type, listener, { capture: true, signal })
  },
  // The place may be empty and so have no height: ask whether it is shown, not whether it is visible.
  findInlinePlace: () =>
    [...document.querySelectorAll('how-likely,[data-howlikely-inline]')].find(isShown) ?? null,
  announce: (name, detail) => window.dispatchEvent(new CustomEvent(`howlikely:${name}`, { detail })),
})
