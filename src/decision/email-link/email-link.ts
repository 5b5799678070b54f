import { keyOf } from '../../protocol/key.ts'
import { hasExpired, parseSignature } from '../../protocol/signature.ts'
import { toJson } from '../../protocol/to-json.ts'
import type { Draft } from '../../survey/survey-request.ts'
import type { Milliseconds } from '../../time/milliseconds.ts'
import { readRespondent, readTrigger } from '../../triggers/read-trigger.ts'
import type { stillEligible, tellAsking } from '../ask.ts'
import type { PageContext } from '../page-context.ts'
import { createSignatureReport, type SignatureReport } from '../signature-report.ts'
import { type DecisionState, keyOf as storageKeyOf } from '../state.ts'

const isOurs = (parameter: string) => /^howlikely(-\w+)?=/.test(parameter)

/** The query without the link's parameters; the other parameters keep their spelling. */
export function withoutLink(query: string): string {
  const others = query
    .slice(1)
    .split('&')
    .filter(parameter => parameter && !isOurs(parameter))
  return others.length ? `?${others.join('&')}` : ''
}

/** A link in an e-mail that led to this page. */
export interface EmailLink {
  /**
   * Opens the link's survey, unless it has been opened or may not be yet. Called after each change of what the page says.
   * @param decide decides and shows; it is passed in, since this part is a separate file
   */
  open(
    state: DecisionState,
    decide: { stillEligible: typeof stillEligible; tellAsking: typeof tellAsking },
  ): Promise<void>
}

/** Takes the link out of the address bar, and reports a signature that cannot be valid to the site. */
function takeFromAddress(state: DecisionState, signatures: SignatureReport): void {
  const { page, browser } = state
  browser.replaceQuery(withoutLink(new URL(browser.page().url).search))
  const signature = page.query.get('howlikely-signature')
  if (signature) signatures.check(state, signature, null)
}

/** Whether a signature may be valid, as far as a page can tell. */
function mayHold(signature: string | null | undefined, now: Milliseconds): boolean {
  const parsed = parseSignature(signature)
  return !!parsed && !hasExpired(parsed, now)
}

/**
 * Identifies the visitor as the respondent in the link. If the page names the same person, it keeps what else it says;
 * if it names another one with a signature, only a signed link overrides it.
 */
function takeRespondent({ page, browser }: DecisionState): void {
  const id = keyOf(page.query.get('howlikely-respondent'))
  const said = readRespondent(page.statements.identify)
  if (id === null || said?.id === id) return
  const now = browser.now()
  if (mayHold(said?.signature, now) && !mayHold(page.query.get('howlikely-signature'), now)) return
  page.statements.identify = { id }
}

/** Preselects the score in the link. It counts as no answer before Send, since mail scanners open links too. */
function preselectScore(state: DecisionState): void {
  const score = state.page.query.get('howlikely-score')
  if (!score || !/^(\d|10)$/.test(score)) return
  const draft: Draft = {
    score: Number(score),
    reason: '',
    answers: {},
    contact: { allowed: false, email: '' },
  }
  state.browser.session.set(storageKeyOf(state, 'draft'), toJson(draft))
}

/**
 * Reads the link in the page's address. An expired or unsigned link still opens its survey, but the answer is then not
 * verified.
 */
export function createEmailLink(page: PageContext): EmailLink {
  const signatures = createSignatureReport()
  let isRead = false
  let isOpened = false
  const given = (name: string) => page.query.get(`howlikely-${name}`) || null

  return {
    async open(state, decide) {
      const survey = state.settings.surveys.find(({ id }) => id === page.query.get('howlikely'))
      if (!survey) return
      // The page may since have named somebody else.
      takeRespondent(state)
      if (isOpened) return
      if (!isRead) takeFromAddress(state, signatures)
      isRead = true
      const raw = {
        name: survey.triggers[0] ?? '',
        details: { ref: given('ref'), signature: given('signature') },
        source: 'link' as const,
        at: state.browser.now(),
      }
      const waiting = { trigger: readTrigger(raw), survey: survey.id, due: 0 }
      if (!decide.stillEligible(state, waiting, { opened: true, openElsewhere: false })) {
        // For `explain`, which says why nothing was shown.
        page.triggerLog.push(raw)
        return
      }
      isOpened = true
      preselectScore(state)
      await decide.tellAsking(state, asking => asking.open(waiting))
    },
  }
}
