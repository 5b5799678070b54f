import { computed, signal } from '@preact/signals'
import { isView, type View } from '../api/view-calls.ts'

/** Whether this is the page of made-up data. */
export const isExample = document.getElementById('app')?.dataset.example === 'yes'

const pages = isExample ? '/report/example' : '/report/app'
export const api = isExample ? '/api/example/' : '/api/'

const current = signal(location.href)
addEventListener('popstate', () => {
  current.value = location.href
})

const url = computed(() => new URL(current.value))

/** Everything that narrows the view. It is in the URL, so that a view can be sent to somebody. */
export const parameters = computed(() => url.value.searchParams)

export const view = computed((): View => {
  const last = url.value.pathname.slice(pages.length + 1)
  return isView(last) ? last : 'overview'
})

/** Parameters to set, or to remove. Any other change goes back to the first page of a list. */
export type Changes = Readonly<Record<string, string | null>>

/** The URL of a view with the present parameters and these changes. */
export function hrefOf(target: View, changes: Changes = {}): string {
  const wanted = new URLSearchParams(parameters.value)
  wanted.delete('after')
  wanted.delete('older')
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') wanted.delete(name)
    else wanted.set(name, value)
  }
  const path = target === 'overview' ? pages : `${pages}/${target}`
  return wanted.size === 0 ? path : `${path}?${wanted}`
}

/** Goes there without reloading the page. */
export function goTo(href: string): void {
  history.pushState(null, '', href)
  current.value = location.href
}

/** Narrows the present view. */
export const change = (changes: Changes): void => goTo(hrefOf(view.value, changes))

/** Follows a link within the application; leaves all other links, and all other ways of opening one, to the browser. */
export function followLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const isOurs = link.pathname === pages || link.pathname.startsWith(`${pages}/`)
  if (link.origin !== location.origin || !isOurs || link.hash !== '' || link.download !== '') return
  event.preventDefault()
  const isOtherView = link.pathname !== location.pathname
  goTo(link.href)
  if (!isOtherView) return
  scrollTo(0, 0)
  // Lets screen readers announce the new view.
  requestAnimationFrame(() => document.querySelector<HTMLElement>('h1')?.focus())
}
