import { decision, sources, survey } from 'virtual:digests'
import { loaderBrowser } from '../browser/loader-browser.ts'
import { globalOf, ownOf } from '../browser/own.ts'
import type { Decision, PageContext } from '../decision/page-context.ts'
import { type Call, startLoader } from '../loader/start-loader.ts'
import type { LoaderParts } from '../loader/state.ts'
import { createPartLoader } from './load-part.ts'
import { ownTag } from './own-tag.ts'
import type { PageParts } from './page-parts.ts'
import type { CreateAskingFrom } from './survey-part.ts'

/** `window.howlikely`: the commands, and `part`, through which later files hand themselves over. */
interface Howlikely {
  (...call: unknown[]): unknown
  q?: Call[]
  part?: (name: string, value: unknown) => void
}

/** What the decision's file hands over. */
type CreateDecisionFrom = (page: PageContext, parts: PageParts) => Decision | Promise<Decision>

/** The parts of a page, each in a file of its own. */
function partsOf(load: PageParts['load']): LoaderParts & PageParts {
  const asking = () => load<CreateAskingFrom>('survey', survey).then(createFrom => createFrom(load))
  return {
    load,
    asking,
    decision: () =>
      load<CreateDecisionFrom>('decision', decision).then(create => page => create(page, { load, asking })),
    sources: () => load('sources', sources),
  }
}

/**
 * Starts the loader on a page with a tag, and makes `window.howlikely` run the commands. A second tag only passes what it
 * says on to the first loader.
 * @param choose replaces parts that are in this very file
 */
export function startPage(choose: (parts: LoaderParts & PageParts) => LoaderParts): void {
  const page = window as { howlikely?: Howlikely }
  const tag = ownTag()
  const attributes = ownOf(tag.dataset)
  const earlier = globalOf('howlikely')
  const { q, part: isLoader } = ownOf(earlier)
  if (typeof earlier === 'function' && isLoader) return void earlier('tag', attributes)
  const { part, load } = createPartLoader(tag)
  let run: ReturnType<typeof startLoader>
  const howlikely: Howlikely = (...call) => (run ? run(...call) : undefined)
  howlikely.part = part
  page.howlikely = howlikely
  run = startLoader({
    // The stub also keeps a `q` that it inherits: one on Object.prototype is no queue.
    queued: q && q !== (Object.prototype as Partial<Howlikely>).q ? (q as Call[]) : [],
    attributes,
    browser: loaderBrowser,
    parts: choose(partsOf(load)),
    gone: () => {
      delete page.howlikely
    },
  })
}
