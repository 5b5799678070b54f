import { describe, expect, test } from 'vitest'
import { secretNameOf } from '../../src/collector/hooks/read-hooks.ts'
import { vendorNames } from '../../src/collector/hooks/vendors.ts'
import { readSettings, usage } from '../../src/collector/settings.ts'

/** The settings that the collector's own help names. */
const variables = [...usage.matchAll(/^ {2}([A-Z_]+) /gm)].map(([, name = '']) => name)

test('with an empty environment the defaults apply', () => {
  const settings = {
    port: 8787,
    host: '127.0.0.1',
    dataFolder: './data',
    databaseUrl: null,
    token: null,
    signInCode: null,
    signingSecret: null,
    cookieDomain: null,
    allowedOrigins: 'any',
    trustedProxies: { isTrusted: expect.any(Function) },
    trustedUserHeader: null,
    rateLimit: 600,
    retention: { responseDays: 730, emailDays: 180, auditDays: 400 },
    surveys: null,
    segments: null,
    mail: null,
    publicUrl: null,
    alertsToPrivate: false,
    hooks: [],
    logsRequests: false,
    stopDelay: 0,
  }
  const empty = Object.fromEntries(variables.map(name => [name, name === 'HOST' ? ' ' : '']))

  expect(readSettings({})).toEqual({ ok: true, settings })
  expect(readSettings(empty)).toEqual({ ok: true, settings })
})

test('every variable is read', () => {
  const read = readSettings({
    PORT: '0',
    HOST: '0.0.0.0',
    DATA_FOLDER: '/var/lib/howlikely',
    DATABASE_URL: 'postgres://howlikely:secret@db.example/answers?sslmode=verify-full',
    HOWLIKELY_TOKEN: '0123456789abcdef',
    SIGN_IN_CODE: 'abcdef0123456789',
    HOWLIKELY_SECRET: '0123456789abcdef0123456789abcdef',
    COOKIE_DOMAIN: 'shop.example',
    ALLOWED_ORIGINS: 'https://shop.example, http://localhost:3000',
    TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8',
    TRUSTED_USER_HEADER: 'X-Forwarded-User',
    RATE_LIMIT: 'none',
    RETENTION_DAYS: '365',
    EMAIL_RETENTION_DAYS: '30',
    AUDIT_RETENTION_DAYS: '90',
    SURVEYS: 'checkout, outlet/support',
    SEGMENTS: 'plan, team, trait.agent',
    SMTP_URL: 'smtps://nps%40shop.example:secret@mail.example',
    PUBLIC_URL: 'https://nps.shop.example/',
    ALERTS_TO_PRIVATE: '1',
  })

  expect(read).toEqual({
    ok: true,
    settings: {
      port: 0,
      host: '0.0.0.0',
      dataFolder: '/var/lib/howlikely',
      databaseUrl: 'postgres://howlikely:secret@db.example/answers?sslmode=verify-full',
      token: '0123456789abcdef',
      signInCode: 'abcdef0123456789',
      signingSecret: '0123456789abcdef0123456789abcdef',
      cookieDomain: 'shop.example',
      allowedOrigins: ['https://shop.example', 'http://localhost:3000'],
      trustedProxies: { isTrusted: expect.any(Function) },
      trustedUserHeader: 'x-forwarded-user',
      rateLimit: null,
      retention: { responseDays: 365, emailDays: 30, auditDays: 90 },
      surveys: [
        { site: 'main', survey: 'checkout' },
        { site: 'outlet', survey: 'support' },
      ],
      segments: ['trait.plan', 'team', 'trait.agent'],
      mail: { smtpUrl: 'smtps://nps%40shop.example:secret@mail.example', from: 'nps@shop.example' },
      publicUrl: 'https://nps.shop.example',
      alertsToPrivate: true,
      hooks: [],
      logsRequests: false,
      stopDelay: 0,
    },
  })
})

test.each([
  ['PORT', '65536', 'PORT must be a number from 0 to 65535, found "65536".'],
  ...['device', 'page', 'plan:pro', 'a,b,c,d,e,f', 'plan,,team'].map(found => [
    'SEGMENTS',
    found,
    `SEGMENTS must be up to 5 names of traits, or of product, department, team, agent, value and load, with commas, or "none", found "${found}".`,
  ]),
  [
    'SURVEYS',
    'checkout,my survey',
    'SURVEYS must be names such as checkout or outlet/checkout, with commas, found "checkout,my survey".',
  ],
  [
    'SMTP_URL',
    'https://user:secret@mail.example',
    'SMTP_URL must be a URL such as smtp://user:password@host:587, found one that begins with "https:".',
  ],
  ['SMTP_URL', 'mail', 'SMTP_URL must be a URL such as smtp://user:password@host:587, found no URL.'],
  [
    'SMTP_URL',
    'smtp://apikey:secret@mail.example',
    'MAIL_FROM must be the sender’s address where SMTP_URL has no user that is one, found none.',
  ],
  [
    'MAIL_FROM',
    'Shop <nps@shop.example>',
    'MAIL_FROM must be one address such as nps@shop.example, found "Shop <nps@shop.example>".',
  ],
  ...['nps.shop.example', 'https://nps.shop.example/report', 'ftp://nps.shop.example'].map(found => [
    'PUBLIC_URL',
    found,
    `PUBLIC_URL must be where the report is reached, such as https://nps.shop.example, found "${found}".`,
  ]),
  ['ALERTS_TO_PRIVATE', 'yes', 'ALERTS_TO_PRIVATE must be 0 or 1, found "yes".'],
  ['PORT', 'eighty', 'PORT must be a number from 0 to 65535, found "eighty".'],
  ['PORT', '-1', 'PORT must be a number from 0 to 65535, found "-1".'],
  ['HOWLIKELY_TOKEN', '0123456789abcde', 'HOWLIKELY_TOKEN must have 16 characters or more, found 15.'],
  ['SIGN_IN_CODE', 'short', 'SIGN_IN_CODE must have 16 characters or more, found 5.'],
  [
    'HOWLIKELY_SECRET',
    '0123456789abcdef0123456789abcde',
    'HOWLIKELY_SECRET must have 32 characters or more, found 31.',
  ],
  ['COOKIE_DOMAIN', 'localhost', 'COOKIE_DOMAIN must be a domain such as shop.example, found "localhost".'],
  [
    'COOKIE_DOMAIN',
    'a.example; Secure',
    'COOKIE_DOMAIN must be a domain such as shop.example, found "a.example; Secure".',
  ],
  [
    'ALLOWED_ORIGINS',
    'https://shop.example/',
    'ALLOWED_ORIGINS must be origins such as https://shop.example, with commas, found "https://shop.example/".',
  ],
  [
    'ALLOWED_ORIGINS',
    'https://shop.example,*',
    'ALLOWED_ORIGINS must be origins such as https://shop.example, with commas, found "*".',
  ],
  [
    'TRUSTED_PROXIES',
    '127.0.0.1,proxy.example',
    'TRUSTED_PROXIES must be addresses or networks such as 10.0.0.0/8, with commas, found "proxy.example".',
  ],
  ['RATE_LIMIT', '0', 'RATE_LIMIT must be a whole number from 1 to 999999, or "none", found "0".'],
  [
    'RETENTION_DAYS',
    '1 year',
    'RETENTION_DAYS must be a whole number from 1 to 999999, or "none", found "1 year".',
  ],
  [
    'EMAIL_RETENTION_DAYS',
    '-1',
    'EMAIL_RETENTION_DAYS must be a whole number from 1 to 999999, or "none", found "-1".',
  ],
  [
    'AUDIT_RETENTION_DAYS',
    'ever',
    'AUDIT_RETENTION_DAYS must be a whole number from 1 to 999999, or "none", found "ever".',
  ],
  [
    'TRUSTED_USER_HEADER',
    'x-forwarded-for',
    'TRUSTED_USER_HEADER must be the name of a header such as x-forwarded-user, found "x-forwarded-for".',
  ],
  [
    'TRUSTED_USER_HEADER',
    'x user',
    'TRUSTED_USER_HEADER must be the name of a header such as x-forwarded-user, found "x user".',
  ],
  [
    'TRUSTED_USER_HEADER',
    'x-forwarded-user',
    'TRUSTED_USER_HEADER must stand beside TRUSTED_PROXIES, which names the proxies whose word it is, found none.',
  ],
])('%s=%s is told in one sentence', (name, value, problem) => {
  expect(readSettings({ [name]: value })).toEqual({ ok: false, problem })
})

test('the highest port is a port', () => {
  expect(readSettings({ PORT: '65535' })).toMatchObject({ ok: true, settings: { port: 65_535 } })
})

describe('help desks', () => {
  const secret = 'a secret of 16 or more'
  const hooksOf = (environment: Record<string, string>) => {
    const read = readSettings(environment)
    return read.ok ? read.settings.hooks : read.problem
  }

  test('are those that HOOKS names, each with its secret', () => {
    const choice = { respondent: 'email', once: 'contact', robots: 'ask' }
    expect(
      hooksOf({
        HOOKS: 'zendesk, outlet/helpscout',
        ZENDESK_SECRET: secret,
        HELPSCOUT_SECRET: secret,
        HOOK_RESPONDENT: 'email',
        HOOK_ONCE: 'contact',
        HOOK_ROBOTS: 'ask',
      }),
    ).toEqual([
      { vendor: 'zendesk', site: 'main', secret, ...choice },
      { vendor: 'helpscout', site: 'outlet', secret, ...choice },
    ])
    expect(hooksOf({ HOOKS: 'zendesk', ZENDESK_SECRET: secret })).toMatchObject([
      { respondent: 'id', once: 'conversation', robots: 'skip' },
    ])
  })

  test('each have the variable of their secret', () => {
    for (const vendor of vendorNames) {
      expect(variables).toContain(secretNameOf(vendor))
      const environment = { HOOKS: vendor, HOOK_RESPONDENT: 'email', [secretNameOf(vendor)]: secret }
      expect(hooksOf(environment)).toMatchObject([{ vendor, secret }])
    }
  })

  test.each<[Record<string, string>, string]>([
    [{ HOOKS: 'drift' }, 'HOOKS'],
    [{ HOOKS: 'constructor' }, 'HOOKS'],
    [{ HOOKS: 'a b/zendesk' }, 'HOOKS'],
    [{ HOOKS: 'zendesk,,intercom', ZENDESK_SECRET: secret }, 'HOOKS'],
    [{ HOOKS: 'zendesk,outlet/zendesk', ZENDESK_SECRET: secret }, 'HOOKS'],
    [{ HOOKS: 'zendesk' }, 'ZENDESK_SECRET'],
    [{ HOOKS: 'zendesk', ZENDESK_SECRET: 'short' }, 'ZENDESK_SECRET'],
    [{ HOOKS: 'helpscout', HELPSCOUT_SECRET: secret }, 'HOOK_RESPONDENT'],
    [{ HOOK_RESPONDENT: 'phone' }, 'HOOK_RESPONDENT'],
    [{ HOOK_ONCE: 'never' }, 'HOOK_ONCE'],
    [{ HOOK_ROBOTS: 'yes' }, 'HOOK_ROBOTS'],
  ])('%j is refused in one sentence, which tells no secret', (environment, variable) => {
    expect(hooksOf(environment)).toMatch(new RegExp(`^${variable} must .*\\.$`))
    expect(hooksOf(environment)).not.toContain(secret)
    expect(hooksOf(environment)).not.toContain('short')
  })
})
