import { h } from 'preact'
import { documentOf } from './document.ts'

/** A page that says one thing, and links back to the report. */
export function plainPage({ title, text }: { title: string; text: string }): string {
  return documentOf(
    { title, signedIn: false },
    h('p', null, text),
    h('p', null, h('a', { href: '/report' }, 'Back to the report')),
  )
}
