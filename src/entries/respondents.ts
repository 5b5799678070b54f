import { createAskCollector } from '../decision/collector/ask-collector.ts'
import { createEmailLink } from '../decision/email-link/email-link.ts'
import { handOver } from './hand-over.ts'

/** The file for what is known about a respondent from elsewhere: the collector's answer, and the link in an e-mail. */
handOver('respondents', { createAskCollector, createEmailLink })
