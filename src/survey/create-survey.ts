import { directionOf } from '../i18n/direction.ts'
import { draw as drawIn } from './draw.ts'
import { onKeys } from './keys.ts'
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
  const { survey, inline, more } = request
  const wording = createWording(request)
  const { privacy } = request.settings
  const url = privacy.url && safeLink(privacy.url, location.href)
  for (const link of [privacy.url, ...Object.values(survey.thanks).map(thank => thank?.link?.url)])
    if (link && !safeLink(link, location.href))
      console.warn(`howlikely: shows no link to "${link}": it must be https:, mailto: or on this site.`)
  const settings = { ...request.settings, privacy: { ...privacy, url } }
  const model = createSurveyModel({ ...request, settings }, wording, remove, draw)

  const host = document.createElement('how-likely-panel')
  const root = host.attachShadow({ mode: 'open' })
  const prefersDark = matchMedia('(prefers-color-scheme: dark)')
  const presence = new AbortController()
  let isDark: boolean
  let look: Record<string, string>
  let focusedBefore: EventTarget | null = null

  function show() {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(more ? css + more.css : css)
    root.adoptedStyleSheets = [sheet]
    host.dir = directionOf(request.locale)
    host.style.setProperty('--offset', `${survey.offset}px`)
    if (inline) inline.append(host)
    else float()

    dress()
    listen(presence)
    if (request.takeFocus) root.querySelector('legend')?.focus()
    else setTimeout(model.announce, announceAfterMs)
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

  function dress() {
    isDark = survey.theme === 'auto' ? prefersDark.matches : survey.theme === 'dark'
    look = more?.readLook(root, survey, isDark) ?? { 'color-scheme': isDark ? 'dark' : 'light' }
    draw()
  }

  /** Draws the whole card again: what has not changed stays as it is. */
  function draw() {
    const hadFocus = root.activeElement
    drawIn(root, [Survey({ model, isDark, look })])
    // What had it has left the card: the thank-you has come.
    if (hadFocus && !root.activeElement) root.querySelector('h2')?.focus()
  }

  function listen({ signal }: AbortController) {
    prefersDark.addEventListener('change', dress, { signal })
    onKeys(root, model)
    root.addEventListener('focusin', event => {
      const { relatedTarget } = event as FocusEvent
      if (relatedTarget && !root.contains(relatedTarget as Node)) focusedBefore = relatedTarget
    })
    onKeyboard(signal, covered => {
      host.style.setProperty('--keyboard', `${covered}px`)
      if (covered) root.activeElement?.scrollIntoView({ block: 'nearest' })
    })
  }

  function remove() {
    const hadFocus = root.activeElement
    presence.abort()
    host.remove()
    if (hadFocus) (focusedBefore as HTMLElement | null)?.focus?.({ preventScroll: true })
  }

  return { question: wording.question, reasonQuestion: wording.reasonQuestion, show, remove }
}
