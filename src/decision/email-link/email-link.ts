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

/** The query without the link's parameters; the others stay as they are spelled. */
export function withoutLink(query: string): string {
  const others = query
    .slice(1)
    .split('&')
    .filter(parameter => parameter && !isOurs(parameter))
  return others.length ? `?${others.join('&')}` : ''
}

/** A link in an e-mail that has led to this page. */
export interface EmailLink {
  /**
   * Opens its survey, unless it has been opened or may not be yet. Called after each change of what the page says.
   * @param decide what decides and shows: it is passed in, since this part is a file of its own
   */
  open(
    state: DecisionState,
    decide: { stillEligible: typeof stillEligible; tellAsking: typeof tellAsking },
  ): Promise<void>
}

/** Takes the link out of the address bar, and tells the site of a signature that cannot hold. */
function takeFromAddress(state: DecisionState, signatures: SignatureReport): void {
  const { page, browser } = state
  browser.replaceQuery(withoutLink(new URL(browser.page().url).search))
  const signature = page.query.get('howlikely-signature')
  if (signature) signatures.check(state, signature, null)
}

/** Whether a signature may hold, as far as a page can tell. */
function mayHold(signature: string | null | undefined, now: Milliseconds): boolean {
  const parsed = parseSignature(signature)
  return !!parsed && !hasExpired(parsed, now)
}

/**
 * Has the visitor be the respondent whom the link names. A page that names the same one says it with more; and where it
 * names another with a signature, only a signed link is believed more.
 */
function takeRespondent({ page, browser }: DecisionState): void {
  const id = keyOf(page.query.get('howlikely-respondent'))
  const said = readRespondent(page.statements.identify)
  if (id === null || said?.id === id) return
  const now = browser.now()
  if (mayHold(said?.signature, now) && !mayHold(page.query.get('howlikely-signature'), now)) return
  page.statements.identify = { id }
}

/** Chooses the score that the link names. It is nobody's answer before Send: mail scanners open links. */
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
 * Reads the link in the page's address. An expired or unsigned one opens its survey all the same; the answer is then not
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
      // The page may have said since that it is somebody else.
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
        // For `explain`, which says why.
        page.happened.push(raw)
        return
      }
      isOpened = true
      preselectScore(state)
      await decide.tellAsking(state, asking => asking.open(waiting))
    },
  }
}
