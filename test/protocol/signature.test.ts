import { describe, expect, test } from 'vitest'
import {
  hasExpired,
  isGenuine,
  parseSignature,
  type Signed,
  textToSign,
} from '../../src/protocol/signature.ts'

const mac = 'a'.repeat(43)

describe('a signature is read', () => {
  test('if it has the right form', () => {
    expect(parseSignature(`v1.1800000000.${mac}`)).toEqual({ exp: '1800000000', mac })
    expect(parseSignature(`v1.0.${mac}`)).toEqual({ exp: '0', mac })
  })

  test.each([
    ['nothing', null],
    ['nothing at all', undefined],
    ['an empty text', ''],
    ['another version', `v2.1800000000.${mac}`],
    ['no end', `v1..${mac}`],
    ['an end with a zero before it', `v1.01800000000.${mac}`],
    ['an end in words', `v1.soon.${mac}`],
    ['an end of 13 digits', `v1.1800000000000.${mac}`],
    ['a shorter code', `v1.1800000000.${mac.slice(1)}`],
    ['a longer code', `v1.1800000000.${mac}a`],
    ['a code with padding', `v1.1800000000.${mac.slice(1)}=`],
    ['a code in plain base64', `v1.1800000000.${mac.slice(1)}+`],
    ['something after it', `v1.1800000000.${mac}\n`],
  ])('but not %s', (_case, text) => {
    expect(parseSignature(text)).toBeNull()
  })
})

describe('what is signed', () => {
  const link: Signed = { site: 'main', purpose: 'link', subject: ['support', '', 'u_1'] }

  test('is one field a line, and an absent one is an empty line', () => {
    expect(textToSign(link, '7')).toBe('v1\nmain\nlink\nsupport\n\nu_1\n7')
  })

  test('contains no line break, which could pass for another field', () => {
    expect(textToSign({ ...link, subject: ['support\n', 'u_1'] }, '7')).toBeNull()
    expect(textToSign({ ...link, site: 'a\nb' }, '7')).toBeNull()
  })
})

describe('a genuine signature', () => {
  const signed: Signed = { site: 'main', purpose: 'respondent', subject: ['u_1'] }
  const own = async (text: string, code: string) =>
    text === 'v1\nmain\nrespondent\nu_1\n1800000000' && code === mac
  const isOurs = (signature: string | null, now: number, of = signed) => isGenuine(signature, of, now, own)

  test('holds until its exact end', async () => {
    const signature = `v1.1800000000.${mac}`

    expect(await isOurs(signature, 1_800_000_000_000 - 1)).toBe(true)
    expect(await isOurs(signature, 1_800_000_000_000)).toBe(false)
    expect(hasExpired({ exp: '1800000000', mac }, 1_800_000_000_000)).toBe(true)
  })

  test.each([
    ['another site', { ...signed, site: 'other' }],
    ['another purpose', { ...signed, purpose: 'ref' as const }],
    ['somebody else', { ...signed, subject: ['u_2'] }],
    ['an id with a line break', { ...signed, subject: ['u_1\n'] }],
  ])('is nothing for %s', async (_case, of) => {
    expect(await isOurs(`v1.1800000000.${mac}`, 0, of)).toBe(false)
  })

  test('cannot be made to hold longer', async () => {
    expect(await isOurs(`v1.1800000001.${mac}`, 0)).toBe(false)
  })

  test('is missing if there is none', async () => {
    expect(await isOurs(null, 0)).toBe(false)
  })
})
