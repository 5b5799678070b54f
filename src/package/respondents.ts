export { createAskCollector } from '../decision/collector/ask-collector.ts'
export { createEmailLink } from '../decision/email-link/email-link.ts'
