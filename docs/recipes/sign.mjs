// Signatures for howlikely in Node, without any package. Put it on your server: the secret must never reach a page.
import { createHmac } from 'node:crypto'

/**
 * Signs what a purpose is about; an absent field is the empty text.
 *
 *   sign(secret, 'main', 'respondent', ['u_1042'], exp)            for identify
 *   sign(secret, 'main', 'ref', ['checkout', 'A-1042'], exp)       for a trigger: its name and ref
 *   sign(secret, 'main', 'link', ['support', 'T-77', 'u_1042'], exp)   for an e-mail: survey, ref, respondent
 *
 * `exp` is when it ends, in Unix seconds.
 */
export function sign(secret, site, purpose, fields, exp) {
  const all = [site, purpose, ...fields]
  if (all.some(field => field.includes('\n'))) throw new Error('A field holds a line break.')
  const text = ['v1', ...all, exp].join('\n')
  return `v1.${exp}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

/** The eleven links of an e-mail, from 0 to 10. `page` is any page of yours that has the tag. */
export function surveyLinks(secret, site, page, survey, ref, respondent, exp) {
  const signature = sign(secret, site, 'link', [survey, ref, respondent], exp)
  return Array.from({ length: 11 }, (_, score) => {
    const url = new URL(page)
    const given = { howlikely: survey, 'howlikely-ref': ref, 'howlikely-respondent': respondent }
    for (const [name, value] of Object.entries(given)) if (value) url.searchParams.set(name, value)
    url.searchParams.set('howlikely-score', score)
    url.searchParams.set('howlikely-signature', signature)
    return url.href
  })
}
