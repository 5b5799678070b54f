import css from './form.css?inline'

export const words = {
  question: 'How likely are you to recommend us to a friend or colleague?',
  low: 'Not at all likely',
  high: 'Extremely likely',
  reason: 'What is the main reason for your score?',
  send: 'Send',
  close: 'Close',
  thanks: 'Thank you!',
}

export const scores = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

/** Puts the survey's host into the page, with its styles. */
export function addHost(): { host: HTMLElement; root: ShadowRoot } {
  const host = document.createElement('bench-survey')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  document.body.append(host)
  return { host, root }
}

export function post(score: number | null, reason: string): void {
  const body = JSON.stringify({ score, reason })
  fetch('/responses', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    keepalive: true,
  })
}

/** Shows the survey when the page asks for it: with a trigger on the tag as soon as there is a body, else at `showSurvey()`. */
export function listen(show: () => void): void {
  Object.assign(window, { showSurvey: show })
  if (!document.currentScript?.dataset.trigger) return
  if (document.readyState !== 'loading') show()
  else document.addEventListener('DOMContentLoaded', show)
}
