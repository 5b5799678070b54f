import { type ConsentTools, watchConsentTool } from '../consent/consent-tools.ts'
import { handOver } from './hand-over.ts'

const consentTools: ConsentTools = { watchConsentTool }

/** The file that watches consent tools. */
handOver('consent-tools', consentTools)
