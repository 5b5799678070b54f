import { environment } from '../browser/environment.ts'
import { createConductor } from '../decision/conductor.ts'
import type { Conductor, Desk } from '../decision/decision-part.ts'
import type { More } from '../decision/more-part.ts'
import type { CardParts } from './put-card.ts'
import { shadowed } from './shadowed.ts'
import { standIn } from './stand-in.tsx'

/** The parts that a preview needs, as functions that were given. */
export interface PreviewParts extends CardParts {
  more(): Promise<More>
}

/**
 * The conductor itself, on storage that forgets, with the preview in place of the asking: what happens on the page is
 * judged as ever, and asks nobody.
 */
export function createPreview(desk: Desk, parts: PreviewParts): Conductor {
  const { local, session } = environment
  const conductor = createConductor(
    { ...environment, local: shadowed(local), session: shadowed(session) },
    desk,
    {
      asking: async () => asking => standIn({ ...desk, ...asking }, parts),
      more: parts.more,
    },
  )
  conductor.show(desk.asked.get('howlikely-survey') ?? undefined)
  return conductor
}
