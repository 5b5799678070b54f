import { configFile, consentTools, cookies, explain, respondents } from 'virtual:digests'
import type { PageContext } from '../decision/page-context.ts'
import { handOver } from './hand-over.ts'
import type { PageParts } from './page-parts.ts'
import { startDecision } from './start-decision.ts'

/** The file that decides. The parts from the config file on are needed by few sites. */
handOver('decision', (page: PageContext, pageParts: PageParts) => {
  const { load, asking } = pageParts
  return startDecision(page, {
    pageParts,
    explain,
    parts: {
      asking,
      configFile: () => load('config-file', configFile),
      cookies: () => load('cookies', cookies),
      consentTools: () => load('consent-tools', consentTools),
      respondents: () => load('respondents', respondents),
    },
  })
})
