type Style = Readonly<Record<string, string>>
type Listener = (event: Event) => unknown

/** Attributes by their HTML names; `value`, `checked` and listeners (`onclick`) are set as properties. */
export interface Attributes {
  readonly [name: string]: string | number | boolean | null | undefined | Style | Listener
}

/** An element as it is to be. */
export interface Drawing {
  readonly tag: string
  readonly attributes: Attributes
  readonly children: readonly Child[]
}

/** What stands in an element. Nothing (false, null, undefined) holds its place, so that what follows stays what it is. */
export type Child = Drawing | string | false | null | undefined | readonly Child[]

/** A part of the card: a function of what it shows. */
type Part<Given> = (given: Given) => Drawing

/** What JSX becomes: describes an element, or calls the function that draws a part of the card. */
export function element<Given>(
  tag: string | Part<Given>,
  given: Given | null,
  ...children: readonly Child[]
): Drawing {
  return typeof tag === 'string'
    ? { tag, attributes: (given ?? {}) as Attributes, children }
    : tag(given as Given)
}

/** Where TypeScript looks up what JSX may hold. */
export declare namespace element {
  namespace JSX {
    type Element = Drawing
    interface IntrinsicElements {
      [tag: string]: Attributes
    }
  }
}

const svg = 'http://www.w3.org/2000/svg'
const html = 'http://www.w3.org/1999/xhtml'

function create(tag: string): Element {
  return document.createElementNS(/svg|path/.test(tag) ? svg : html, tag)
}

function dress(node: Element, attributes: Attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'style') {
      for (const [property, text] of Object.entries(value as Style))
        (node as HTMLElement).style.setProperty(property, text)
    } else if (/^(on|value|checked)/.test(name)) {
      const own = node as unknown as Record<string, unknown>
      // Written again, a text would lose its caret.
      if (own[name] !== value) own[name] = value
    } else if (value === undefined) node.removeAttribute(name)
    else node.setAttribute(name, `${value}`)
  }
}

/**
 * Makes a parent's nodes as they are described, place by place. What stands in its place and is of the same kind stays,
 * with its focus, its caret and its listeners; anything else is replaced. An element that stays must name the same
 * attributes each time: one that is no longer named would stay too.
 */
export function draw(parent: Node, children: readonly Child[]): void {
  const wanted = (children as readonly unknown[]).flat(9) as Exclude<Child, readonly Child[]>[]
  // Some old libraries put an Array.prototype.entries of their own into the page.
  wanted.forEach((child, place) => {
    const isElement = !!child && typeof child === 'object'
    const kind = isElement ? child.tag : '#text'
    let node = parent.childNodes[place]
    if (node?.nodeName.toLowerCase() !== kind) {
      const fresh = isElement ? create(kind) : document.createTextNode('')
      if (node) parent.replaceChild(fresh, node)
      else parent.appendChild(fresh)
      node = fresh
    }
    if (isElement) {
      draw(node, child.children)
      dress(node as Element, child.attributes)
    } else if (node.nodeValue !== (child || '')) node.nodeValue = child || ''
  })
  while (parent.childNodes.length > wanted.length) parent.lastChild?.remove()
}
