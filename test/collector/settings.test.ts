import { expect, test } from 'vitest'
import { readSettings } from '../../src/collector/settings.ts'

test('with an empty environment the defaults hold', () => {
  const settings = { port: 8787, host: '127.0.0.1', dataFolder: './data', token: null, allowedOrigins: 'any' }

  expect(readSettings({})).toEqual({ ok: true, settings })
  expect(
    readSettings({ PORT: '', HOST: ' ', DATA_FOLDER: '', HOWLIKELY_TOKEN: '', ALLOWED_ORIGINS: '' }),
  ).toEqual({
    ok: true,
    settings,
  })
})

test('every variable is read', () => {
  const read = readSettings({
    PORT: '0',
    HOST: '0.0.0.0',
    DATA_FOLDER: '/var/lib/howlikely',
    HOWLIKELY_TOKEN: '0123456789abcdef',
    ALLOWED_ORIGINS: 'https://shop.example, http://localhost:3000',
  })

  expect(read).toEqual({
    ok: true,
    settings: {
      port: 0,
      host: '0.0.0.0',
      dataFolder: '/var/lib/howlikely',
      token: '0123456789abcdef',
      allowedOrigins: ['https://shop.example', 'http://localhost:3000'],
    },
  })
})

test.each([
  ['PORT', '65536', 'PORT must be a number from 0 to 65535, found "65536".'],
  ['PORT', 'eighty', 'PORT must be a number from 0 to 65535, found "eighty".'],
  ['PORT', '-1', 'PORT must be a number from 0 to 65535, found "-1".'],
  ['HOWLIKELY_TOKEN', '0123456789abcde', 'HOWLIKELY_TOKEN must have 16 characters or more, found 15.'],
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
])('%s=%s is told in one sentence', (name, value, problem) => {
  expect(readSettings({ [name]: value })).toEqual({ ok: false, problem })
})

test('the highest port is a port', () => {
  expect(readSettings({ PORT: '65535' })).toMatchObject({ ok: true, settings: { port: 65_535 } })
})
