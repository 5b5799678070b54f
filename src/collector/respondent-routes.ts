import { Hono } from 'hono'
import { complain, shown } from '../protocol/complaint.ts'
import { EligibilitySchema, NextVisitSchema } from '../protocol/eligibility.ts'
import type { Access, Visit } from './access.ts'
import type { AllowedOrigins } from './cross-origin.ts'
import { deniedJson } from './denied-responses.ts'
import { jsonResponse, privateHeaders } from './page-response.ts'
import { fromPages } from './page-route.ts'
import { readAs } from './read-as.ts'
import { eligibilityOf, happensAt, nothingKnown, whenItMayHappen } from './respondent-memory.ts'
import type { SignatureCheck } from './signature-check.ts'
import type { Store } from './store/store.ts'

interface Setting {
  store: Pick<Store, 'memoryOf' | 'askNextTime'>
  signatureCheck: SignatureCheck
  access: Access
  allowedOrigins: AllowedOrigins
  /** Milliseconds since 1970. */
  now: () => number
}

/** What the collector knows about a respondent across all devices, and what the operator leaves for the next visit. */
export function respondentRoutes({
  store,
  signatureCheck,
  access,
  allowedOrigins,
  now,
}: Setting): Hono<Visit> {
  const eligibility = async (request: Request): Promise<Response> => {
    const read = await readAs(EligibilitySchema, request)
    if (!read.ok) return jsonResponse(read.complaint, read.status)
    const { site, respondent } = read.value
    const at = now()
    // Without a genuine signature the response is the same for everybody, known or not.
    const known = (await signatureCheck.isRespondent(site, respondent, at))
      ? eligibilityOf(await store.memoryOf({ site, id: respondent.id }), at)
      : nothingKnown(at)
    return jsonResponse(known, 200, { 'cache-control': 'no-store' })
  }

  const nextVisit = async (request: Request): Promise<Response> => {
    const read = await readAs(NextVisitSchema, request)
    if (!read.ok) return jsonResponse(read.complaint, read.status, privateHeaders)
    const { site, respondent, trigger } = read.value
    const { name, ref = null, properties = {} } = trigger
    const at = happensAt(trigger.at, now())
    if (at === null) {
      const complaint = complain('trigger.at', shown(trigger.at), whenItMayHappen(now()))
      return jsonResponse(complaint, 422, privateHeaders)
    }
    await store.askNextTime({
      site,
      respondent: respondent.id,
      name,
      ref,
      properties,
      at,
    })
    return new Response(null, { status: 204 })
  }

  return new Hono<Visit>()
    .all('/eligibility', ({ req }) => fromPages(req.raw, allowedOrigins, eligibility))
    .post('/triggers', async context => {
      const admission = await access.admit(context, 'manage')
      return admission.ok ? nextVisit(context.req.raw) : deniedJson(admission.denied)
    })
}
