import { ownOf } from '../../options/own.ts'
import { toJson } from '../../protocol/to-json.ts'
import type { Draft } from '../../survey/survey-request.ts'
import { readTrigger } from '../../triggers/read-trigger.ts'
import type { stillEligible, tellAsking } from '../ask.ts'
import type { PageContext } from '../page-context.ts'
import { createSignatureReport, type SignatureReport } from '../signature-report.ts'
import { type DecisionState, keyOf } from '../state.ts'

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
   * Opens its survey, unless it has been opened or may not be yet.
   * @param decide what decides and shows: it is passed in, since this part is a file of its own
   */
  open(
    state: DecisionState,
    decide: { stillEligible: typeof stillEligible; tellAsking: typeof tellAsking },
  ): Promise<void>
}

/**
 * Takes the link out of the address bar, and the respondent whom it names over from it: unless the page names the same
 * one, and then says it with more.
 */
function takeFromAddress(state: DecisionState, signatures: SignatureReport): void {
  const { page, browser } = state
  browser.replaceQuery(withoutLink(new URL(browser.page().url).search))
  const signature = page.query.get('howlikely-signature')
  if (signature) signatures.check(state, signature, null)
  const id = page.query.get('howlikely-respondent')
  const { id: known } = ownOf(page.statements.identify)
  if (id && id !== `${known}`) page.statements.identify = { id }
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
  state.browser.session.set(keyOf(state, 'draft'), toJson(draft))
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
      if (!survey || isOpened) return
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
