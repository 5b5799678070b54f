import { effect } from '@preact/signals-core'
import { h, render } from 'preact'
import { directionOf } from '../i18n/direction.ts'
import { onAttention } from './attention.ts'
import { onBackButton } from './back-button.ts'
import { enterPage } from './enter-page.ts'
import { rememberFocus } from './focus-memory.ts'
import { onKeys } from './keys.ts'
import { onKeyboard } from './on-screen-keyboard.ts'
import { pageBody } from './page-body.ts'
import { ignoreInheritedRefs } from './polluted-page.ts'
import { Survey } from './Survey.tsx'
import { withSafeLinks } from './safe-links.ts'
import css from './survey.css?inline'
import { createSurveyModel, type SurveyModel, thanksStayMs } from './survey-model.ts'
import type { CreateSurvey, SurveyRequest } from './survey-request.ts'
import { createCardLook } from './theme/card-look.ts'
import { hasOwnLook } from './theme/look.ts'
import { createWording } from './wording.ts'

/** A live region must be in the page, empty, before its first words, or screen readers miss them; milliseconds. */
const announceAfterMs = 200

ignoreInheritedRefs()

/** Prepares a card; nothing enters the page before `show`. */
export const createSurvey: CreateSurvey = asked => {
  const request = withSafeLinks(asked)
  const { survey, inline, takeFocus } = request
  const wording = createWording(request)
  const model = createSurveyModel(request, wording)

  const host = document.createElement('how-likely-panel')
  const root = host.attachShadow({ mode: 'open' })
  // Extensions add elements to the root, so the card has an element of its own.
  const place = root.appendChild(document.createElement('div'))
  const { look, dress } = createCardLook(root, survey)
  const focus = rememberFocus(root)
  const presence = new AbortController()
  let isShown = false
  let stopHearingBack = () => {}

  function show(inPlace: Element | null = inline) {
    if (isShown) return showAgain(inPlace)
    isShown = true
    showFirst()
  }

  /** If nothing else has the focus, it returns to where it was in the card. */
  function showAgain(inPlace: Element | null) {
    const focused = focus.focused()
    enter(inPlace)
    const { activeElement } = document
    if (focused && (!activeElement || activeElement === pageBody())) focused.focus({ preventScroll: true })
  }

  /** Measures the page before the card is in it; otherwise the page would be laid out twice. */
  function showFirst() {
    const isDressed = hasOwnLook(inline ?? pageBody(), survey)
    makeRoomForKeyboard(root, host, presence.signal)
    dressHost(root, host, request)
    listen(root, model, presence.signal)
    followModel(root, model, presence.signal, { remove, later: request.later })

    // Showing a popover styles everything in it, so an empty card enters fastest. If the question takes the focus, the card
    // enters whole: Firefox doesn't focus what is added later. The site's colours can be read only once it is in the page.
    const entersFirst = isDressed || !takeFocus
    if (entersFirst) enter(inline)
    dress(isDressed, presence.signal)
    render(h(Survey, { model, look }), place)
    if (!entersFirst) enter(inline)

    if (takeFocus) root.querySelector('legend')?.focus()
    else setTimeout(model.announce, announceAfterMs)
  }

  function enter(inPlace: Element | null) {
    enterPage(host, inPlace, survey.placement)
    stopHearingBack()
    if (!inPlace) stopHearingBack = onBackButton(model.close)
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
    if (hadFocus) focus.giveBack()
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

/** Gives the host what the style sheet works with. */
function dressHost(root: ShadowRoot, host: HTMLElement, { locale, survey }: SurveyRequest): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  host.dir = directionOf(locale)
  host.style.setProperty('--offset', `${survey.offset}px`)
}

/** Lifts the card above an on-screen keyboard. */
function makeRoomForKeyboard(root: ShadowRoot, host: HTMLElement, end: AbortSignal): void {
  onKeyboard(end, covered => {
    const { currentCSSZoom = 1 } = host as { currentCSSZoom?: number }
    host.style.setProperty('--keyboard', `${covered / currentCSSZoom}px`)
    if (covered) root.activeElement?.scrollIntoView({ block: 'nearest' })
  })
}

/** Tells the model what the visitor does besides using the card's fields. */
function listen(root: ShadowRoot, model: SurveyModel, end: AbortSignal): void {
  onKeys(root, model)
  // While the answer is on its way, a click would show another choice, which the model refuses.
  root.addEventListener('click', event => {
    if (model.isSending.peek() && event.target instanceof HTMLInputElement) event.preventDefault()
  })
  onAttention(root, end, model.attend)
}

/** Does in the page what the model asks for: removes the card, and moves the focus to a mistake. */
function followModel(
  root: ShadowRoot,
  model: SurveyModel,
  end: AbortSignal,
  { remove, later }: Pick<SurveyRequest, 'later'> & { remove(): void },
): void {
  const stops = [
    effect(() => {
      if (model.isLeft.value) remove()
    }),
    effect(() => (model.mayGo.value ? later(thanksStayMs, model.close) : undefined)),
    effect(() => {
      const { count, field } = model.mistakes.value
      if (count) root.getElementById(field)?.focus()
    }),
  ]
  end.addEventListener('abort', () => {
    for (const stop of stops) stop()
  })
}
