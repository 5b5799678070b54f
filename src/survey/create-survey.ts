import { effect, signal } from '@preact/signals-core'
import { h, render } from 'preact'
import { directionOf } from '../i18n/direction.ts'
import { readLook } from './look.ts'
import { onKeyboard } from './on-screen-keyboard.ts'
import { Survey } from './Survey.tsx'
import { safeLink } from './safe-link.ts'
import css from './survey.css?inline'
import { createSurveyModel } from './survey-model.ts'
import type { CreateSurvey } from './survey-part.ts'
import { createWording } from './wording.ts'

/** A live region must have been in the page, empty, before its first words, or screen readers miss them. */
const announceAfterMs = 200

/** Prepares a card; nothing is in the page before `show`. */
export const createSurvey: CreateSurvey = request => {
  const { survey, inline } = request
  const wording = createWording(request)
  const { privacy } = request.settings
  const url = privacy.url && safeLink(privacy.url, location.href)
  const settings = { ...request.settings, privacy: { ...privacy, url } }
  const model = createSurveyModel({ ...request, settings }, wording, remove)

  const host = document.createElement('how-likely-panel')
  const root = host.attachShadow({ mode: 'open' })
  const stops: (() => void)[] = []
  let focusedBefore: EventTarget | null = null

  function show() {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [sheet]
    host.dir = directionOf(request.locale)
    host.style.setProperty('--offset', `${survey.offset}px`)
    if (inline) inline.append(host)
    else float()

    draw()
    listen()
    if (request.takeFocus) root.querySelector('legend')?.focus()
    else {
      const timer = setTimeout(model.announce, announceAfterMs)
      stops.push(() => clearTimeout(timer))
    }
  }

  function float() {
    host.setAttribute('placement', survey.placement)
    document.body.append(host)
    // The top layer, where no z-index, transform or overflow of the page reaches: Safari 17, Firefox 125.
    if (!('showPopover' in host)) return
    host.popover = 'manual'
    host.role = 'none'
    host.showPopover()
  }

  /** One effect draws the whole card again whenever something that it shows has changed. */
  function draw() {
    const prefersDark = matchMedia('(prefers-color-scheme: dark)')
    const read = () => readLook(root, survey, prefersDark.matches)
    const look = signal(read())
    const onScheme = () => {
      look.value = read()
    }
    prefersDark.addEventListener('change', onScheme)
    stops.push(
      () => prefersDark.removeEventListener('change', onScheme),
      effect(() => {
        const hadFocus = isFocusInside()
        render(h(Survey, { model, look: look.value }), root)
        // What had it has left the card: the thank-you has come.
        if (hadFocus && !isFocusInside()) root.querySelector('h2')?.focus()
      }),
    )
  }

  function listen() {
    // The page's shortcuts must not answer to what is typed here.
    for (const type of ['keydown', 'keypress', 'keyup']) {
      root.addEventListener(type, event => event.stopPropagation())
    }
    root.addEventListener('focusin', event => {
      const { relatedTarget } = event as FocusEvent
      if (relatedTarget && !root.contains(relatedTarget as Node)) focusedBefore = relatedTarget
    })
    stops.push(
      onKeyboard(covered => {
        host.style.setProperty('--keyboard', `${covered}px`)
        if (covered) root.activeElement?.scrollIntoView({ block: 'nearest' })
      }),
    )
  }

  const isFocusInside = () => root.activeElement !== null

  function remove() {
    const hadFocus = isFocusInside()
    for (const stop of stops.splice(0)) stop()
    host.remove()
    if (hadFocus) (focusedBefore as HTMLElement | null)?.focus?.({ preventScroll: true })
  }

  return { question: wording.question, reasonQuestion: wording.reasonQuestion, show, remove }
}
