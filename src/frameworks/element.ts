import { noteInlinePlace } from '../browser/inline-place.ts'
import { createHowlikely, type Howlikely } from '../index.ts'
import type { Options, SurveyOptions } from '../options/options.ts'

/**
 * `<how-likely>`: shows the survey right where the element is. Its attributes are the tag's, with or without `data-` before
 * them; `survey` names the one to ask here.
 *
 * @example <how-likely endpoint="/responses" survey="checkout" data-ref="A-1042"></how-likely>
 */
export interface HowLikelyElement extends HTMLElement {
  /**
   * Options that don't fit into attributes; they override these. Read when howlikely starts. Without it, only the
   * attributes count.
   */
  options: Partial<Options> | undefined
  /** The commands; undefined unless howlikely runs through this element. */
  readonly howlikely: Howlikely | undefined
}

declare global {
  interface HTMLElementTagNameMap {
    'how-likely': HowLikelyElement
  }
}

type Texts = Record<string, string | undefined>

/** Milliseconds a page may take to say where answers go before the console reminds it. */
const endpointWarningDelay = 3_000

/** Attributes that HTML and frameworks put on elements of any kind. */
const ofAnyElement =
  /^(aria-.*|class|data-v-.*|dir|hidden|id|is|lang|on.*|part|role|slot|style|tabindex|title|_.*)$/

/** The attributes under the options' names: `data-wait-between` and `wait-between` are `waitBetween`. */
const textsOf = ({ attributes }: Element): Texts =>
  Object.fromEntries(
    [...attributes]
      .filter(({ name }) => !ofAnyElement.test(name))
      .map(({ name, value }) => [
        name.replace(/^data-/, '').replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
        value,
      ]),
  )

const knowsEndpoint = (element: HowLikelyElement) => element.options?.endpoint || textsOf(element).endpoint

/** The survey with this id in the options. */
function findSurvey(surveys: Options['surveys'], id: string): Partial<SurveyOptions> | undefined {
  return Array.isArray(surveys) ? surveys.find(survey => survey.id === id) : surveys?.[id]
}

/** The elements in the page, in the order in which they came: the first with an endpoint asks. */
const placed = new Set<HowLikelyElement>()
/** The element that asks; if it is gone and no other has come, the last that did, because it may come back. */
let asking: HowLikelyElement | undefined
let running: { howlikely: Howlikely; written: string } | undefined
let isWarned = false

/** Makes an element the one that asks. One that replaces another and has the same attributes continues what that one began. */
function askIn(element: HowLikelyElement): void {
  if (asking === element) return
  asking = element
  noteInlinePlace(element)
  const written = JSON.stringify(textsOf(element))
  if (running?.written === written) return
  running?.howlikely.destroy()
  running = { written, howlikely: start(element) }
}

/** Notes whether an element is in the page, and has the first one ask. One that was moved is back in the page by now. */
function updateAsking(element: HowLikelyElement): void {
  placed[element.isConnected ? 'add' : 'delete'](element)
  const [first, second] = [...placed].filter(knowsEndpoint)
  if (first) askIn(first)
  if (!second || isWarned) return
  isWarned = true
  console.warn(
    'howlikely: this page has more than one <how-likely>. Only the first asks; the next one does once that is gone. Remove one of them.',
  )
}

function remindOfEndpoint(element: HowLikelyElement): void {
  if (element.isConnected && !knowsEndpoint(element))
    console.warn(
      `howlikely: <how-likely survey="${textsOf(element).survey}"> asks nobody: it has no endpoint. Write endpoint="..." on it, or leave out survey where it is only the place for another howlikely on this page.`,
    )
}

/** Starts howlikely with an element's attributes. */
function start(element: HowLikelyElement): Howlikely {
  const { survey, trigger, ref, value, currency, signature, ...attributes } = textsOf(element)
  const options = { placement: 'inline', ...element.options } as Options // Either has the endpoint.
  const found = survey ? findSurvey(options.surveys, survey) : undefined
  const awaited = trigger ?? found?.trigger ?? survey
  if (survey && awaited) options.surveys = [{ ...found, id: survey, trigger: awaited }]
  const howlikely = createHowlikely(options, attributes)
  const [name] = [awaited].flat()
  const details = Object.entries({ ref, value, currency, signature }).filter(([, text]) => text !== undefined)
  // Being in the page is the trigger that its survey waits for. Visits are noticed anyway.
  if (name && name !== 'visit') howlikely.trigger(name, Object.fromEntries(details))
  return howlikely
}

const createClass = () =>
  class extends HTMLElement implements HowLikelyElement {
    static observedAttributes = ['endpoint', 'data-endpoint']
    #options: Partial<Options> | undefined

    constructor() {
      super()
      // Set before the element was defined.
      const given = Object.getOwnPropertyDescriptor(this, 'options')?.value
      Reflect.deleteProperty(this, 'options')
      this.#options = given
    }
    get options() {
      return this.#options
    }
    set options(options) {
      this.#options = options
      this.attributeChangedCallback()
    }
    get howlikely(): Howlikely | undefined {
      return asking === this ? running?.howlikely : undefined
    }
    connectedCallback() {
      // Frameworks set attributes and properties only afterwards, and an element that is moved leaves and comes back.
      queueMicrotask(() => updateAsking(this))
      if (textsOf(this).survey) setTimeout(remindOfEndpoint, endpointWarningDelay, this)
    }
    disconnectedCallback() {
      queueMicrotask(() => updateAsking(this))
    }
    attributeChangedCallback() {
      if (this.isConnected) this.connectedCallback()
    }
  }

// Servers that render pages have none; another version on the page may have defined it already.
if (typeof customElements !== 'undefined' && !customElements.get('how-likely'))
  customElements.define('how-likely', createClass())
