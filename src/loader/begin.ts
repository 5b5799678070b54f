import type { WrittenOptions } from '../decision/page-context.ts'
import { countThisPage } from './count.ts'
import { hearTrigger } from './hear.ts'
import { isFreshPage, listenToPage } from './listen.ts'
import { keyOf, type LoaderState, stored } from './state.ts'
import { fetchAsking, ignore, isAhead, tellDecision } from './wake.ts'

/** Hears the trigger on a tag. Without an order number it counts only if the page is newly loaded. */
function reportTag(loader: LoaderState, attributes: WrittenOptions): void {
  if (attributes.trigger && (attributes.ref || isFreshPage(loader)))
    hearTrigger(loader, attributes.trigger as string, attributes, 'tag')
}

/** Resumes what an earlier page left: an open survey, an answer, a waiting trigger. */
function resumeWhatIsDue(loader: LoaderState): void {
  const isDue = stored(loader, 'wakeAt') && !isAhead(loader, 'wakeAt')
  if (!isDue && !loader.browser.session.get(keyOf(loader, 'open'))) return
  fetchAsking(loader)
  tellDecision(loader, ignore)
}

const isSwitchedOff = ({ isOver, flag }: LoaderState): boolean => isOver || !flag('enabled', true)

/** Begins to listen, if it doesn't yet: the page's options are known, and one of them says where answers go. */
export function begin(loader: LoaderState): void {
  if (loader.hasBegun || isSwitchedOff(loader) || !loader.option('endpoint')) return
  loader.hasBegun = true
  if (loader.view || loader.flag('debug')) tellDecision(loader, ignore)
  reportTag(loader, loader.layers[0])
  const look = listenToPage(loader)
  // A page left before the browser was idle has been viewed as well.
  addEventListener('pagehide', () => countThisPage(loader), { signal: loader.presence.signal })
  // Reading storage and looking around now would slow down a page on which nothing happens.
  loader.browser.whenIdle(() => {
    if (loader.isOver) return
    countThisPage(loader)
    resumeWhatIsDue(loader)
    hearTrigger(loader, 'visit', {}, 'visit')
    look()
  })
}

/** Joins another of our tags on the page. Its trigger is heard; its options count only if no endpoint is known yet. */
export function joinTag(loader: LoaderState, attributes: WrittenOptions): void {
  if (loader.option('endpoint')) reportTag(loader, attributes)
  else Object.assign(loader.layers[0], attributes)
  begin(loader)
}

/** Says what to write if a tag has lost its attributes: nothing else would explain why nobody is asked. */
export function remindOfEndpoint(loader: LoaderState): void {
  if (!loader.option('endpoint') && !isSwitchedOff(loader))
    console.warn(
      "howlikely: no endpoint: write data-endpoint on the tag, or howlikely('options', {endpoint: '...'}).",
    )
}
