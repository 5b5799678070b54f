import { describe, expect, test } from 'vitest'
import { createSigner } from '../../src/links/create-signer.ts'
import { useSecret } from '../../src/links/secret.ts'
import { isGenuine } from '../../src/protocol/signature.ts'
import { nameOf, vectors } from './vectors.ts'

const secret = 'a secret of thirty-two letters !'
const now = () => 1_800_000_000_500

describe('a secret', () => {
  test.each(vectors.map(vector => [nameOf(vector), vector] as const))(
    'finds genuine what openssl has signed: %s',
    async (_name, { secret, site, purpose, subject, exp, signature }) => {
      const { isMac } = useSecret(secret)

      expect(await isGenuine(signature, { site, purpose, subject }, exp * 1000 - 1, isMac)).toBe(true)
    },
  )

  test('finds no other spelling of the code genuine', async () => {
    const { macOf, isMac } = useSecret(secret)
    const mac = await macOf('text')
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const place = letters.indexOf(mac.at(-1) ?? '')

    expect(await isMac('text', mac)).toBe(true)
    // The same bytes: only the two spare bits differ.
    expect(await isMac('text', mac.slice(0, -1) + letters[place + 1])).toBe(false)
  })

  test('of another site, or changed in one letter, signs something else', async () => {
    const signature = await createSigner({ secret, now }).respondent('u_1')
    const signed = { site: 'main', purpose: 'respondent', subject: ['u_1'] } as const
    const isOurs = (with_: string) => isGenuine(signature, signed, now(), useSecret(with_).isMac)

    expect(await isOurs(secret)).toBe(true)
    expect(await isOurs(secret.replace('!', '?'))).toBe(false)
  })

  test('has 32 characters or more', () => {
    expect(() => useSecret('x'.repeat(32))).not.toThrow()
    expect(() => useSecret('x'.repeat(31))).toThrow('32 characters or more, found 31')
  })
})

describe('a signer', () => {
  const signer = createSigner({ secret, site: 'shop', now })

  test('makes signatures for 30 days, and for any other time', async () => {
    const endOf = (signature: string) => Number(signature.split('.')[1])

    expect(endOf(await signer.respondent('u_1'))).toBe(1_800_000_000 + 30 * 86_400)
    expect(endOf(await signer.respondent('u_1', { validFor: '12h' }))).toBe(1_800_000_000 + 12 * 3600)
  })

  test('signs each purpose for itself', async () => {
    const { isMac } = useSecret(secret)
    const genuine = (signature: string, purpose: 'respondent' | 'ref' | 'link', ...subject: string[]) =>
      isGenuine(signature, { site: 'shop', purpose, subject }, now(), isMac)

    expect(await genuine(await signer.respondent('u_1'), 'respondent', 'u_1')).toBe(true)
    expect(await genuine(await signer.ref('checkout', 'A-1'), 'ref', 'checkout', 'A-1')).toBe(true)
    const link = await signer.link({ survey: 'support', ref: 'T-1', respondent: 'u_1' })
    expect(await genuine(link, 'link', 'support', 'T-1', 'u_1')).toBe(true)
    expect(await genuine(link, 'link', 'support', 'T-2', 'u_1')).toBe(false)
  })

  test.each(['soon', '0', '-1d', ''])('refuses "%s" for a time', async validFor => {
    await expect(signer.respondent('u_1', { validFor })).rejects.toThrow('validFor must be a duration')
  })

  test('refuses a line break', async () => {
    await expect(signer.ref('checkout', 'A\n1')).rejects.toThrow('line break')
  })
})

describe('an e-mail’s links', () => {
  const signer = createSigner({ secret, now })

  test('are eleven, alike but for the score, and keep the page’s own query and fragment', async () => {
    const links = await signer.links('https://shop.example/feedback?lang=sv#top', {
      survey: 'support',
      ref: 'T-77 & co',
      respondent: 'åsa@exempel.se',
    })

    expect(links.map(({ score }) => score)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    for (const { score, url } of links) {
      const { hash, pathname, searchParams } = new URL(url)
      expect([pathname, hash]).toEqual(['/feedback', '#top'])
      expect(Object.fromEntries(searchParams)).toEqual({
        lang: 'sv',
        howlikely: 'support',
        'howlikely-ref': 'T-77 & co',
        'howlikely-respondent': 'åsa@exempel.se',
        'howlikely-score': `${score}`,
        'howlikely-signature': expect.stringMatching(/^v1\.\d+\.[\w-]{43}$/),
      })
    }
  })

  test('name no ref and no respondent if there is none', async () => {
    const [link] = await signer.links('https://shop.example/', { survey: 'support' })

    expect([...new URL(link?.url ?? '').searchParams.keys()]).toEqual([
      'howlikely',
      'howlikely-score',
      'howlikely-signature',
    ])
  })
})
