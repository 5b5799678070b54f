import type { LookSettings } from '../options/settings.ts'
import type { Drawing, element } from './draw.ts'
import type { Scale } from './Scale.tsx'
import type { SurveyModel } from './survey-model.ts'

/** What the card lends, so that this file need not hold it again. */
export interface Tools {
  make: typeof element
  Scale: typeof Scale
}

/** What a card needs only where a site has looks or questions of its own; all others do without this file. */
export interface SurveyMore {
  css: string
  /**
   * The card's style: the page's `--howlikely-…` properties, else the site's options, else ours. Colours that
   * cannot be told from the surface are corrected, and the quieter ones follow from the three.
   * @param root The card's root, in the page.
   */
  readLook(root: ShadowRoot, look: LookSettings, isDark: boolean): Record<string, string>
  /** The site's extra question, and whether the visitor may be contacted: each null where it is not asked. */
  drawQuestions(tools: Tools, model: SurveyModel): (Drawing | null)[]
}
