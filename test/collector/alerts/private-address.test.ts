import { expect, test } from 'vitest'
import { isPrivateAddress, isPrivateHost } from '../../../src/collector/alerts/private-address.ts'

test.each([
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '0:0:0:0:0:ffff:a00:1',
  '64:ff9b::10.0.0.1',
  '64:ff9b:1::1',
  '2002:7f00:1::',
  '2001:db8::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  'no address',
])('%s is not to be spoken to', address => {
  expect(isPrivateAddress(address)).toBe(true)
})

test.each([
  '1.1.1.1',
  '9.255.255.255',
  '11.0.0.0',
  '172.15.0.1',
  '172.32.0.1',
  '2606:4700::1',
  '::ffff:1.1.1.1',
])('%s is', address => {
  expect(isPrivateAddress(address)).toBe(false)
})

test.each([
  ['https://localhost/', true],
  ['https://LOCALHOST./', true],
  ['https://api.localhost/', true],
  ['https://metadata/', true],
  ['https://metadata.google.internal/', true],
  ['https://printer.local/', true],
  ['https://0x7f.1/', true],
  ['https://2130706433/', true],
  ['https://[::1]/', true],
  ['https://[::ffff:7f00:1]/', true],
  ['https://hooks.slack.com/', false],
  ['https://1.1.1.1/', false],
])('%s by its name: %s', (address, isClosed) => {
  expect(isPrivateHost(new URL(address).hostname)).toBe(isClosed)
})
