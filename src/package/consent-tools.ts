export { watchConsentTool } from '../consent/consent-tools.ts'
