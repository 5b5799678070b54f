import type { DecisionBrowser } from '../browser/browser.ts'
import { keptInCookie } from '../history/history-cookie.ts'
import { historyPlace } from '../history/history-place.ts'
import { type Memory, openMemory } from '../history/memory.ts'
import { readOptions } from '../options/read-options.ts'
import { readTag } from '../options/read-tag.ts'
import type { Settings } from '../options/settings.ts'
import { reportProblem } from './emit.ts'
import type { WrittenOptions } from './page-context.ts'
import type { DecisionState } from './state.ts'
import { tellExplainer } from './tell-explainer.ts'

/** What the decision is created with. */
export type DecisionInput = Pick<DecisionState, 'page' | 'browser' | 'parts'>

type OptionState = Pick<DecisionState, 'layers' | 'settings' | 'memory' | 'historyPlace'>

/** A cookie must reach back four years, since clocks may be wrong, but has room for only so many askings. */
const limitToCookie = (settings: Settings): Settings =>
  settings.storage === 'cookie'
    ? { ...settings, maxPerYear: Math.min(settings.maxPerYear, keptInCookie / 4) }
    : settings

async function readLayers({ page, browser, parts }: DecisionInput): Promise<readonly WrittenOptions[]> {
  const [tag = {}, ...others] = page.layers
  const written = [readTag(tag), ...others]
  if (!tag.config) return written
  const loadConfigFile = await parts.configFile()
  return [...written, await loadConfigFile(`${tag.config}`, browser)]
}

/** The page's cookies, or '' if they cannot be read, as in a sandboxed frame. */
function readCookies({ cookies }: DecisionBrowser): string {
  try {
    return cookies.read()
  } catch {
    return ''
  }
}

/**
 * Takes over what a server has recorded in its cookie, since this browser may have forgotten it. Rejects if the part for
 * it cannot be loaded: then nobody is asked.
 */
async function recallServersCookie(
  { browser, parts }: DecisionInput,
  { site }: Settings,
  memory: Memory,
): Promise<void> {
  const cookies = readCookies(browser)
  if (!cookies.includes(`howlikely_${site}_s=`)) return
  const { recallOutcomes } = await parts.cookies()
  recallOutcomes(cookies, site, memory, browser.now())
}

/**
 * Opens the history where the settings say.
 * @param earlier what was remembered so far, for a page that has nowhere to store it
 */
export async function openHistory(
  { browser, page, parts }: DecisionInput,
  settings: Settings,
  earlier?: Memory,
): Promise<Pick<DecisionState, 'memory' | 'historyPlace'>> {
  const cookies = settings.storage === 'cookie' ? await parts.cookies() : undefined
  const area = historyPlace(browser, settings, cookies?.createCookieStorage)
  const memory = openMemory({ settings, area, now: browser.now(), builtAt: page.builtAt, earlier })
  await recallServersCookie({ browser, page, parts }, settings, memory)
  return { memory, historyPlace: area }
}

/** Loads the part that puts options into words if one could not be read, or if the site debugs. */
function reportWrongOptions(
  { browser, page, parts }: DecisionInput,
  { layers, memory, settings }: OptionState,
  unreadable: readonly string[],
): void {
  if (!unreadable.length && !settings.debug) return
  tellExplainer(
    { parts },
    explainer =>
      explainer.reportProblems(
        layers,
        problem => reportProblem({ page, browser }, problem),
        memory,
        settings,
      ),
    () => browser.warn(`could not read ${unreadable}`),
  )
}

/** Reads the options and opens the history. Rejects if the site's wishes cannot be known: then nobody is asked. */
export async function readSettings(input: DecisionInput, earlier?: Memory): Promise<OptionState> {
  const { browser } = input
  const layers = await readLayers(input)
  const { settings: read, unreadable } = readOptions(layers, browser.page().url)
  const settings = limitToCookie(read)
  const options = { layers, settings, ...(await openHistory(input, settings, earlier)) }
  reportWrongOptions(input, options, unreadable)
  return options
}

/** What the decision knows when it wakes. Rejects as `readSettings` does. */
export async function createState(input: DecisionInput): Promise<DecisionState> {
  return {
    ...input,
    ...(await readSettings(input)),
    lastJudged: null,
    recentTriggers: [],
    merged: new WeakMap(),
    rejectedTriggers: [],
    notAsked: {},
    counted: new WeakMap(),
    awaitingConsent: [],
    hasResumed: false,
    isOver: false,
  }
}
