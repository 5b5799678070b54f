import { configFile, consentTools, cookies, explain, respondents } from 'virtual:digests'
import { decisionBrowser } from '../browser/decision-browser.ts'
import { createDecision } from '../decision/create-decision.ts'
import type { PageContext } from '../decision/page-context.ts'
import type { CreateExplainerFrom } from './explainer-part.ts'
import { handOver } from './hand-over.ts'
import type { PageParts } from './page-parts.ts'

/** The file that decides. From the config file on the parts are for what few sites use. */
handOver('decision', (page: PageContext, parts: PageParts) => {
  const { load, asking } = parts
  const explainer = () => load<CreateExplainerFrom>('explain', explain).then(createFrom => createFrom(parts))
  if (page.query.get('howlikely') === 'preview') return explainer().then(({ preview }) => preview(page))
  return createDecision({
    page,
    browser: decisionBrowser,
    parts: {
      asking,
      explainer,
      configFile: () => load('config-file', configFile),
      cookies: () => load('cookies', cookies),
      consentTools: () => load('consent-tools', consentTools),
      respondents: () => load('respondents', respondents),
    },
  })
})
