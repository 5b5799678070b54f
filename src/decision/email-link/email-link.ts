import type { Draft } from '../../survey/survey-request.ts'
import { readTrigger } from '../../triggers/read-trigger.ts'
import type { BeyondDesk } from '../beyond-part.ts'
import type { SignatureWatch } from '../signature-watch.ts'
import type { World } from '../world.ts'

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
export interface Link {
  /** Opens its survey, once it may: whoever has yet to consent is asked then. */
  open(): void
}

/**
 * Reads the link in the page's address, and takes it out of there. It chooses a score, and sends nothing before the
 * visitor does: mail scanners open links. An expired or unsigned one opens its survey all the same; the answer is then
 * not verified.
 */
export function createLink(desk: BeyondDesk, world: World, watch: SignatureWatch): Link {
  const { environment, settings, key } = desk
  const { asked, said } = desk.desk
  const given = (name: string) => asked.get(`howlikely-${name}`) || null
  let isDone = false
  let isRead = false

  const survey = () => settings().surveys.find(({ id }) => id === asked.get('howlikely'))

  const happened = (name: string) => ({
    name,
    details: { ref: given('ref'), signature: given('signature') },
    source: 'link' as const,
    at: environment.now(),
  })

  const read = () => {
    isRead = true
    world.replaceQuery(withoutLink(world.query()))
    const signature = given('signature')
    if (signature) watch.isSigned(signature, null)
    const id = given('respondent')
    // Who the page says it is, if it is the same, says it with more.
    const isSame = !!id && `${Object(said.identify).id}` === id
    if (id && !isSame) Object.assign(said, { identify: { id } })
  }

  return {
    open() {
      const found = survey()
      if (!found || isDone) return
      if (!isRead) read()
      const raw = happened(found.triggers[0] ?? '')
      const pending = { trigger: readTrigger(raw), survey: found.id, due: 0 }
      if (!desk.stillEligible(pending, { opened: true, openElsewhere: false })) {
        // For `explain`, which says why.
        desk.desk.missed = raw
        return
      }
      isDone = true
      const score = given('score')
      if (score && /^(\d|10)$/.test(score)) {
        const draft: Draft = {
          score: Number(score),
          reason: '',
          answers: {},
          contact: { allowed: false, email: '' },
        }
        environment.session.set(key('draft'), JSON.stringify(draft))
      }
      desk.open(pending)
    },
  }
}
