/**
 * How a page is served for a test. Query parameters set it, a session cookie keeps it through forms, redirects and
 * links, and `?scenario=reset` forgets it.
 */
export interface Scenario {
  /** Additional attributes of the tag, without `data-`: `?tag-automation=ask` is `automation` → `ask`. */
  attributes: ReadonlyMap<string, string>
  /** A JSON object for the `data-howlikely` block before the tag; null for no block. `?options={…}` */
  options: Readonly<Record<string, unknown>> | null
  /** 'off' serves the shop without the widget's tag. `?tag=off` */
  tag: 'on' | 'off'
  /** How events reach the data layer: as `gtag()`'s arguments, or as an object that a tag manager pushes. */
  layer: 'arguments' | 'object'
  /** Whether the purchase is pushed before the widget's tag, or once its script has loaded or failed. */
  push: 'before' | 'after'
  /** Milliseconds from the page's load until the chat vendor's script creates its API. */
  chatDelay: number
  /** 'trusted-types' adds Trusted Types to the strict policy. */
  csp: 'strict' | 'trusted-types'
}

export type Reading = { scenario: Scenario; remember: string; problem: null } | { problem: string }

const choices = {
  tag: ['on', 'off'],
  layer: ['arguments', 'object'],
  push: ['before', 'after'],
  csp: ['strict', 'trusted-types'],
} as const

type Choice = keyof typeof choices

const attributePrefix = 'tag-'
const usualChatDelay = 700
const longestChatDelay = 60_000
// Browsers keep cookies of up to 4,096 bytes, including the name.
const longest = 3_800

function isOurs(name: string): boolean {
  return name.startsWith(attributePrefix) || isChoice(name) || name === 'options' || name === 'chat-delay'
}

function isChoice(name: string): name is Choice {
  return Object.hasOwn(choices, name)
}

/** The scenario that the address gives, on top of the one in the cookie; or a sentence about what is wrong. */
export function readScenario(parameters: URLSearchParams, cookie: string): Reading {
  const all = new Map<string, string>()
  if (parameters.get('scenario') !== 'reset') {
    for (const [name, value] of new URLSearchParams(cookie)) all.set(name, value)
  }
  for (const [name, value] of parameters) if (isOurs(name)) all.set(name, value)
  const problem = findProblem(all)
  if (problem) return { problem }
  const remember = new URLSearchParams([...all]).toString()
  if (remember.length > longest) {
    return { problem: `The tag- and options parameters may have ${longest} characters together.` }
  }
  return { scenario: toScenario(all), remember, problem: null }
}

function findProblem(all: ReadonlyMap<string, string>): string | null {
  for (const [name, value] of all) {
    if (name.startsWith(attributePrefix)) {
      if (!/^tag-[a-z]+(-[a-z]+)*$/.test(name)) {
        return `After "tag-" stands an attribute's name in small letters and dashes, such as "tag-wait-between".`
      }
    } else if (name === 'options') {
      if (!readOptions(value)) return 'The parameter "options" must be a JSON object.'
    } else if (name === 'chat-delay') {
      const isRight = /^\d+$/.test(value) && Number(value) <= longestChatDelay
      if (!isRight) return `The parameter "chat-delay" must be milliseconds, 0 to ${longestChatDelay}.`
    } else if (isChoice(name) && !choices[name].some(choice => choice === value)) {
      return `The parameter "${name}" must be one of: ${choices[name].join(', ')}.`
    }
  }
  return null
}

function readOptions(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    // A JSON object has string keys, and that it is one has just been checked.
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null // The caller says what is wrong.
  }
}

function toScenario(all: ReadonlyMap<string, string>): Scenario {
  const isTag = ([name]: [string, string]) => name.startsWith(attributePrefix)
  const withoutPrefix = ([name, value]: [string, string]) =>
    [name.slice(attributePrefix.length), value] as const
  return {
    attributes: new Map([...all].filter(isTag).map(withoutPrefix)),
    options: readOptions(all.get('options') ?? ''),
    tag: all.get('tag') === 'off' ? 'off' : 'on',
    layer: all.get('layer') === 'object' ? 'object' : 'arguments',
    push: all.get('push') === 'after' ? 'after' : 'before',
    chatDelay: Number(all.get('chat-delay') ?? usualChatDelay),
    csp: all.get('csp') === 'trusted-types' ? 'trusted-types' : 'strict',
  }
}
