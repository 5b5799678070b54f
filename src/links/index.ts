export { createSigner, type LinkSubject, type Signer, type Validity } from './create-signer.ts'
export { type MailWords, mailBlock } from './mail-block.ts'
export type { SurveyLink } from './survey-links.ts'
