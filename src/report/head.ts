import { type ComponentChildren, h } from 'preact'

/**
 * The head of each page of the report: its title, and anything else it needs. Plain calls of h, because Node runs these
 * files as they are.
 */
export const headOf = (title: string, ...rest: ComponentChildren[]) =>
  h(
    'head',
    null,
    h('meta', { charset: 'utf-8' }),
    h('title', null, `${title} · howlikely`),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    ...rest,
  )
