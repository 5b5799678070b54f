import { effect, signal } from '@preact/signals-core'
import { h, render } from 'preact'
import type { Category } from '../figures/category.ts'
import { directionOf } from '../i18n/direction.ts'
import type { SurveySettings } from '../options/settings.ts'
import { onAttention } from './attention.ts'
import { onBackButton } from './back-button.ts'
import { onKeys } from './keys.ts'
import { onKeyboard } from './on-screen-keyboard.ts'
import { pageBody } from './page-body.ts'
import { ignoreInheritedRefs } from './polluted-page.ts'
import { Survey } from './Survey.tsx'
import { safeLink } from './safe-link.ts'
import css from './survey.css?inline'
import { createSurveyModel, thanksStayMs } from './survey-model.ts'
import type { CreateSurvey, SurveyRequest } from './survey-request.ts'
import { hasOwnLook, type Look, readLook } from './theme/look.ts'
import { createWording } from './wording.ts'

/** A live region must be in the page, empty, before its first words, or screen readers miss them; milliseconds. */
const announceAfterMs = 200

ignoreInheritedRefs()

/** Prepares a card; nothing enters the page before `show`. */
export const createSurvey: CreateSurvey = asked => {
  const request = withSafeLinks(asked)
  const { survey, inline } = request
  const wording = createWording(request)
  const model = createSurveyModel(request, wording)

  const host = document.createElement('how-likely-panel')
  const root = host.attachShadow({ mode: 'open' })
  // Extensions add elements to the root, so the card has an element of its own.
  const place = root.appendChild(document.createElement('div'))
  const prefersDark = matchMedia('(prefers-color-scheme: dark)')
  const isNight = () => (survey.theme === 'auto' ? prefersDark.matches : survey.theme === 'dark')
  const look = signal<Look>({ isDark: isNight(), style: undefined })
  const presence = new AbortController()
  let focusedBefore: EventTarget | null = null
  let isShown = false
  /** The element of the card that had the focus last, unless the visitor has left it since. */
  let focused: HTMLElement | null = null
  let stopHearingBack = () => {}

  function show(place: Element | null = inline) {
    if (isShown) return showAgain(place)
    isShown = true
    showFirst()
  }

  /** If nothing else has the focus, it returns to where it was in the card. */
  function showAgain(place: Element | null) {
    const had = focused
    enter(place)
    const { activeElement } = document
    if (had && (!activeElement || activeElement === pageBody())) had.focus({ preventScroll: true })
  }

  /** Measures the page before the card is in it; otherwise the page would be laid out twice. */
  function showFirst() {
    const isDressed = hasOwnLook(inline ?? pageBody(), survey)
    followKeyboard()
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [sheet]
    host.dir = directionOf(request.locale)
    host.style.setProperty('--offset', `${survey.offset}px`)
    listen(isDressed)

    // Showing a popover styles everything in it, so an empty card enters fastest. If the question takes the focus, the card
    // enters whole: Firefox doesn't focus what is added later. The site's colours can be read only once it is in the page.
    const entersFirst = isDressed || !request.takeFocus
    if (entersFirst) enter(inline)
    if (isDressed) dress()
    render(h(Survey, { model, look }), place)
    if (!entersFirst) enter(inline)

    if (request.takeFocus) root.querySelector('legend')?.focus()
    else setTimeout(model.announce, announceAfterMs)
  }

  function enter(place: Element | null) {
    // Pages that store copies of their markup may have restored one of the card: an empty shell.
    for (const copy of document.querySelectorAll(host.localName)) if (!copy.shadowRoot) copy.remove()
    if (place) return place.append(host)
    host.setAttribute('placement', survey.placement)
    pageBody().append(host)
    stopHearingBack()
    stopHearingBack = onBackButton(model.close)
    // The top layer is beyond the page's z-index, transform and overflow: Safari 17, Firefox 125.
    if (!('showPopover' in host)) return
    host.popover = 'manual'
    host.role = 'none'
    host.showPopover()
  }

  function dress() {
    look.value = { isDark: isNight(), style: readLook(root, survey, isNight()) }
  }

  function followKeyboard() {
    onKeyboard(presence.signal, covered => {
      const { currentCSSZoom = 1 } = host as { currentCSSZoom?: number }
      host.style.setProperty('--keyboard', `${covered / currentCSSZoom}px`)
      if (covered) root.activeElement?.scrollIntoView({ block: 'nearest' })
    })
  }

  function listen(isDressed: boolean) {
    const { signal } = presence
    const redress = () => {
      if (isDressed) dress()
      else look.value = { isDark: isNight(), style: undefined }
    }
    prefersDark.addEventListener('change', redress, { signal })
    onKeys(root, model)
    // While the answer is on its way, a click would show another choice, which the model refuses.
    root.addEventListener('click', event => {
      if (model.isSending.peek() && event.target instanceof HTMLInputElement) event.preventDefault()
    })
    root.addEventListener('focusin', event => {
      const { relatedTarget } = event as FocusEvent
      if (relatedTarget && !root.contains(relatedTarget as Node)) focusedBefore = relatedTarget
      focused = event.target as HTMLElement
    })
    // Removing the card takes the focus away as well, but then the visitor hasn't left it.
    root.addEventListener('focusout', () =>
      setTimeout(() => {
        if (host.isConnected && !root.activeElement) focused = null
      }),
    )
    onAttention(root, signal, model.attend)
    const stops = [
      effect(() => {
        if (model.isLeft.value) remove()
      }),
      effect(() => (model.mayGo.value ? request.later(thanksStayMs, model.close) : undefined)),
      effect(() => {
        const { count, field } = model.mistakes.value
        if (count) root.getElementById(field)?.focus()
      }),
    ]
    signal.addEventListener('abort', () => {
      for (const stop of stops) stop()
    })
  }

  function stepAside() {
    stopHearingBack()
    host.remove()
  }

  function remove() {
    const hadFocus = root.activeElement
    presence.abort()
    stepAside()
    render(null, place)
    if (hadFocus) (focusedBefore as HTMLElement | null)?.focus?.({ preventScroll: true })
  }

  return {
    question: wording.question,
    reasonQuestion: wording.reasonQuestion,
    show,
    stepAside,
    isInPage: () => host.isConnected,
    send: model.send,
    remove,
  }
}

/** The request without unsafe links; warns about each. */
function withSafeLinks(request: SurveyRequest): SurveyRequest {
  const { survey, settings } = request
  const { privacy } = settings
  const safe = (link: string) => {
    const href = safeLink(link, location.href)
    if (!href)
      console.warn(`howlikely: shows no link to "${link}": it must be https:, mailto: or on this site.`)
    return href
  }
  const url = privacy.url && safe(privacy.url)
  // Without a prototype: the page may have put another text and link on Object.prototype.
  const thanks: Record<string, SurveySettings['thanks'][Category]> = Object.create(null)
  for (const [category, thank] of Object.entries(survey.thanks)) {
    const link = thank?.link
    const shown = link && !safe(link.url) ? null : link
    thanks[category] = Object.assign(Object.create(null), thank, { link: shown })
  }
  return {
    ...request,
    survey: { ...survey, thanks },
    settings: { ...settings, privacy: { ...privacy, url } },
  }
}
