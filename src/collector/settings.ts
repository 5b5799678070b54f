import { shortestSecret } from '../links/secret.ts'
import { isMailAddress } from '../report/api/alerts.ts'
import type { Segment } from '../report/api/segments.ts'
import type { MailSettings } from './alerts/mail-out.ts'
import { type TrustedProxies, trustedProxies } from './client.ts'
import type { AllowedOrigins } from './cross-origin.ts'
import type { Hook } from './hooks/hooks.ts'
import { readHooks, shortestHookSecret } from './hooks/read-hooks.ts'
import { shortestToken } from './operator-token.ts'

import type { Retention } from './retention.ts'
import { mostDeclared, segmentNamed } from './store/counted-segments.ts'
import type { SurveyName } from './store/surveys.ts'

/** The collector's settings, from the environment. */
export interface CollectorSettings {
  port: number
  host: string
  dataFolder: string
  /** Null: an SQLite file in the data folder. */
  databaseUrl: string | null
  /** Null: one is made and stored in the data folder. */
  token: string | null
  /** Opens the report once, through a link. Null: one is made, and its link printed to a terminal. */
  signInCode: string | null
  /** The secret that signatures are made with. Null: one is made and stored in the data folder. */
  signingSecret: string | null
  /** Null: only pages of the collector's own origin get the cookie. */
  cookieDomain: string | null
  allowedOrigins: AllowedOrigins
  trustedProxies: TrustedProxies
  /** The header in which a trusted proxy names the member making the request; null: none. */
  trustedUserHeader: string | null
  /** Messages a minute from one client; null: unlimited. */
  rateLimit: number | null
  /** Days; null: for ever. */
  retention: Retention
  /** The surveys that are counted; null: those that the operator has declared, or else the first that are seen. */
  surveys: readonly SurveyName[] | null
  /** The segments by which answers are counted separately, besides the usual ones; null: as declared before. */
  segments: readonly Segment[] | null
  /** The mail server for messages to the team; null: none are mailed. */
  mail: MailSettings | null
  /** Where people reach the report, without a trailing slash; null: messages have no links. */
  publicUrl: string | null
  /** Whether messages may go to hooks in the collector's own network, or without TLS. */
  alertsToPrivate: boolean
  /** The help desks whose web hooks are accepted. */
  hooks: readonly Hook[]
  /** Whether to log each request. */
  logsRequests: boolean
  /** Seconds between reporting that it is about to stop and no longer accepting requests. */
  stopDelay: number
}

export type ReadSettings = { ok: true; settings: CollectorSettings } | { ok: false; problem: string }

export const environmentHelp = `Its environment:
  PORT             the port to listen on; 0 for any free one (8787)
  HOST             the address to listen on; 0.0.0.0 for all (127.0.0.1)
  DATA_FOLDER      where the database and the token are kept (./data)
  DATABASE_URL     a PostgreSQL database that several collectors may share: postgres://user:password@host/database
                   (an SQLite file in DATA_FOLDER)
  HOWLIKELY_TOKEN  the operator's token, ${shortestToken} characters or more (made, and kept in DATA_FOLDER/token)
  SIGN_IN_CODE     what opens the report once, at /login?code=…, ${shortestToken} characters or more (made, and printed to a
                   terminal)
  HOWLIKELY_SECRET  what signatures are made with, ${shortestSecret} characters or more (made, and kept in DATA_FOLDER/secret)
  COOKIE_DOMAIN    the domain of your pages and of the collector, whose cookie remembers outcomes (the own host)
  ALLOWED_ORIGINS  the origins whose pages may send, with commas: https://shop.example (any)
  TRUSTED_PROXIES  the proxies in front, whose X-Forwarded-For is believed: 127.0.0.1,10.0.0.0/8 (none)
  TRUSTED_USER_HEADER  the header by which those proxies name the member who asks: x-forwarded-user (none)
  RATE_LIMIT       messages a minute from one client, or "none" (600)
  SURVEYS          the surveys that are counted, with commas: checkout,support,outlet/checkout
                   (the first 50 of each site that answers come for)
  SEGMENTS         traits and properties that the report is quick to tell apart, with commas: plan,team; or "none"
                   (as they were)
  RETENTION_DAYS   after so many days a response is erased, or "none" (730)
  EMAIL_RETENTION_DAYS  after so many days its e-mail address is, or "none" (180)
  SMTP_URL         the mail server for alerts and digests: smtp://user:password@host:587, or smtps://… (nothing is mailed)
  MAIL_FROM        the sender's address of what is mailed (the user of SMTP_URL, where that is an address)
  PUBLIC_URL       where your team reaches the report, for links in messages: https://nps.shop.example (no links)
  ALERTS_TO_PRIVATE  "1" lets managers have messages sent to hooks in the collector's own network, and without TLS (0)
  AUDIT_RETENTION_DAYS  after so many days it is forgotten what the team did, or "none" (400)
  HOOKS            the help desks whose web hooks are taken, with commas: zendesk,outlet/intercom (none)
  ZENDESK_SECRET   the secret of its web hook, ${shortestHookSecret} characters or more, as are the others'
  INTERCOM_SECRET  the client secret of the app
  FRESHDESK_SECRET  a key of your own that its messages carry
  HUBSPOT_SECRET   the app's client secret, or a key of your own
  HELPSCOUT_SECRET  the secret of its web hook
  GORGIAS_SECRET   a key of your own that its messages carry
  CHATWOOT_SECRET  the secret of its web hook, or a key of your own
  HOOK_RESPONDENT  what your pages identify customers by, "id" or "email" (id)
  HOOK_ONCE        ask once per "conversation", or per "contact": each time that it is solved (conversation)
  HOOK_ROBOTS      "ask" also about what a robot closed, or "skip" it (skip)
  LOG_REQUESTS     "yes" for a line in the log for each request (no)
  STOP_DELAY       seconds, 0 to 5, in which it says that it is about to stop and still takes requests (0)`

/** The variables that it reads. */
export const settingNames: readonly string[] = [...environmentHelp.matchAll(/^ {2}([A-Z_]+) /gm)].map(
  ([, name = '']) => name,
)

export const usage = `howlikely collector: stores the responses that the survey sends, and shows the report.

It takes no arguments. ${environmentHelp}
`

/** Reads the environment, or says in one sentence which variable is wrong. An empty variable counts as not set. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): ReadSettings {
  const value = (name: string) => environment[name]?.trim() || null

  const port = value('PORT') ?? '8787'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    return wrong(`PORT must be a number from 0 to 65535, found "${port}".`)
  }
  const token = value('HOWLIKELY_TOKEN')
  if (token !== null && token.length < shortestToken) {
    return wrong(`HOWLIKELY_TOKEN must have ${shortestToken} characters or more, found ${token.length}.`)
  }
  const signInCode = value('SIGN_IN_CODE')
  if (signInCode !== null && signInCode.length < shortestToken) {
    return wrong(`SIGN_IN_CODE must have ${shortestToken} characters or more, found ${signInCode.length}.`)
  }
  const signingSecret = value('HOWLIKELY_SECRET')
  if (signingSecret !== null && signingSecret.length < shortestSecret) {
    return wrong(
      `HOWLIKELY_SECRET must have ${shortestSecret} characters or more, found ${signingSecret.length}.`,
    )
  }
  const cookieDomain = value('COOKIE_DOMAIN')
  if (cookieDomain !== null && !/^([a-z\d-]+\.)+[a-z\d-]+$/.test(cookieDomain)) {
    return wrong(`COOKIE_DOMAIN must be a domain such as shop.example, found "${cookieDomain}".`)
  }
  const origins =
    value('ALLOWED_ORIGINS')
      ?.split(',')
      .map(origin => origin.trim()) ?? null
  const wrongOrigin = origins?.find(origin => !URL.canParse(origin) || new URL(origin).origin !== origin)
  if (wrongOrigin !== undefined) {
    return wrong(
      `ALLOWED_ORIGINS must be origins such as https://shop.example, with commas, found "${wrongOrigin}".`,
    )
  }
  const networks =
    value('TRUSTED_PROXIES')
      ?.split(',')
      .map(network => network.trim()) ?? []
  const proxies = trustedProxies(networks)
  if (!proxies.ok) {
    return wrong(
      `TRUSTED_PROXIES must be addresses or networks such as 10.0.0.0/8, with commas, found "${proxies.wrong}".`,
    )
  }
  const userHeader = value('TRUSTED_USER_HEADER')?.toLowerCase() ?? null
  if (userHeader !== null && (!/^[a-z\d-]{1,60}$/.test(userHeader) || ownHeaders.includes(userHeader))) {
    return wrong(
      `TRUSTED_USER_HEADER must be the name of a header such as x-forwarded-user, found "${userHeader}".`,
    )
  }
  if (userHeader !== null && networks.length === 0) {
    return wrong(
      'TRUSTED_USER_HEADER must stand beside TRUSTED_PROXIES, which names the proxies whose word it is, found none.',
    )
  }
  const databaseUrl = value('DATABASE_URL')
  if (databaseUrl !== null && !isPostgresUrl(databaseUrl)) {
    return wrong(
      `DATABASE_URL must be a URL such as postgres://user:password@host:5432/database, found ${schemeOf(databaseUrl)}.`,
    )
  }
  const surveys = value('SURVEYS')?.split(',').map(surveyIn) ?? null
  if (surveys?.some(survey => survey === null)) {
    return wrong(
      `SURVEYS must be names such as checkout or outlet/checkout, with commas, found "${value('SURVEYS')}".`,
    )
  }
  const segmentNames = value('SEGMENTS')
  const segments = segmentNames === 'none' ? [] : (segmentNames?.split(',').map(segmentNamed) ?? null)
  if (segments && (segments.length > mostDeclared || segments.includes(null))) {
    return wrong(
      `SEGMENTS must be up to ${mostDeclared} names of traits, or of product, department, team, agent, value and load, with commas, or "none", found "${segmentNames}".`,
    )
  }
  const logRequests = value('LOG_REQUESTS') ?? 'no'
  if (logRequests !== 'yes' && logRequests !== 'no') {
    return wrong(`LOG_REQUESTS must be "yes" or "no", found "${logRequests}".`)
  }
  const stopDelay = value('STOP_DELAY') ?? '0'
  if (!/^[0-5]$/.test(stopDelay)) {
    return wrong(`STOP_DELAY must be a number of seconds from 0 to 5, found "${stopDelay}".`)
  }
  const hooks = readHooks(value)
  if (!hooks.ok) return wrong(hooks.problem)
  const mail = readMail(value)
  if (!mail.ok) return wrong(mail.problem)
  const publicUrl = value('PUBLIC_URL')
  if (publicUrl !== null && !isOrigin(publicUrl)) {
    return wrong(
      `PUBLIC_URL must be where the report is reached, such as https://nps.shop.example, found "${publicUrl}".`,
    )
  }
  const toPrivate = value('ALERTS_TO_PRIVATE') ?? '0'
  if (toPrivate !== '0' && toPrivate !== '1') {
    return wrong(`ALERTS_TO_PRIVATE must be 0 or 1, found "${toPrivate}".`)
  }
  const rateLimit = numberOrNone(value('RATE_LIMIT') ?? '600')
  const responseDays = numberOrNone(value('RETENTION_DAYS') ?? '730')
  const emailDays = numberOrNone(value('EMAIL_RETENTION_DAYS') ?? '180')
  const auditDays = numberOrNone(value('AUDIT_RETENTION_DAYS') ?? '400')
  if (rateLimit === undefined) return wrongNumber('RATE_LIMIT', value)
  if (responseDays === undefined) return wrongNumber('RETENTION_DAYS', value)
  if (emailDays === undefined) return wrongNumber('EMAIL_RETENTION_DAYS', value)
  if (auditDays === undefined) return wrongNumber('AUDIT_RETENTION_DAYS', value)
  return {
    ok: true,
    settings: {
      port: Number(port),
      host: value('HOST') ?? '127.0.0.1',
      dataFolder: value('DATA_FOLDER') ?? './data',
      databaseUrl,
      token,
      signInCode,
      signingSecret,
      cookieDomain,
      allowedOrigins: origins ?? 'any',
      trustedProxies: proxies.proxies,
      trustedUserHeader: userHeader,
      rateLimit,
      retention: { responseDays, emailDays, auditDays },
      surveys: surveys?.filter(survey => survey !== null) ?? null,
      segments: segments?.filter(segment => segment !== null) ?? null,
      mail: mail.mail,
      publicUrl: publicUrl?.replace(/\/$/, '') ?? null,
      alertsToPrivate: toPrivate === '1',
      hooks: hooks.hooks,
      logsRequests: logRequests === 'yes',
      stopDelay: Number(stopDelay),
    },
  }
}

/** Headers with a meaning of their own that anybody may send. */
const ownHeaders = ['authorization', 'cookie', 'host', 'origin', 'x-forwarded-for', 'x-forwarded-proto']

/** `survey` on the site main, or `site/survey`; null if it is neither. */
function surveyIn(text: string): SurveyName | null {
  const [, site = 'main', survey] = /^(?:([\w-]{1,32})\/)?([\w-]{1,64})$/.exec(text.trim()) ?? []
  return survey === undefined ? null : { site, survey }
}

const isPostgresUrl = (text: string): boolean =>
  URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)

/** How messages refer to a wrong URL: never in full, since it may contain a password. */
const schemeOf = (text: string): string =>
  URL.canParse(text) ? `one that begins with "${new URL(text).protocol}"` : 'no URL'

type ReadMail = { ok: true; mail: MailSettings | null } | { ok: false; problem: string }

/** The mail server; messages about a wrong one never repeat its password. */
function readMail(value: (name: string) => string | null): ReadMail {
  const [smtpUrl, given] = [value('SMTP_URL'), value('MAIL_FROM')]
  if (given !== null && !isMailAddress(given)) {
    return { ok: false, problem: `MAIL_FROM must be one address such as nps@shop.example, found "${given}".` }
  }
  if (smtpUrl === null) return { ok: true, mail: null }
  if (!URL.canParse(smtpUrl) || !/^smtps?:$/.test(new URL(smtpUrl).protocol) || !new URL(smtpUrl).hostname) {
    const problem = `SMTP_URL must be a URL such as smtp://user:password@host:587, found ${schemeOf(smtpUrl)}.`
    return { ok: false, problem }
  }
  const user = decoded(new URL(smtpUrl).username)
  const from = given ?? (isMailAddress(user) ? user : null)
  if (from === null) {
    const problem =
      'MAIL_FROM must be the sender’s address where SMTP_URL has no user that is one, found none.'
    return { ok: false, problem }
  }
  return { ok: true, mail: { smtpUrl, from } }
}

/** A name as it was before it was encoded in a URL; '' if it was not validly encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

const isOrigin = (text: string): boolean =>
  URL.canParse(text) && /^https?:\/\/[^/]+\/?$/.test(text) && /^https?:$/.test(new URL(text).protocol)

function wrong(problem: string): ReadSettings {
  return { ok: false, problem }
}

/** Null for "none"; undefined if it is neither that nor a sensible number. */
function numberOrNone(text: string): number | null | undefined {
  if (text === 'none') return null
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined
}

function wrongNumber(name: string, value: (name: string) => string | null): ReadSettings {
  return wrong(`${name} must be a whole number from 1 to 999999, or "none", found "${value(name)}".`)
}
