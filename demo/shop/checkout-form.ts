import type { Delivery } from './basket.ts'

/** The fields of the checkout, in order. */
export const fields = [
  { name: 'email', label: 'Email' },
  { name: 'name', label: 'Full name' },
  { name: 'street', label: 'Street and number' },
  { name: 'postcode', label: 'Postcode' },
  { name: 'town', label: 'Town' },
  { name: 'country', label: 'Country' },
  { name: 'card', label: 'Card number' },
  { name: 'expiry', label: 'Expiry date' },
  { name: 'code', label: 'Security code' },
] as const

export type FieldName = (typeof fields)[number]['name']

export const countries = [
  'Austria',
  'Belgium',
  'Denmark',
  'Finland',
  'France',
  'Germany',
  'Ireland',
  'Italy',
  'Netherlands',
  'Norway',
  'Poland',
  'Portugal',
  'Spain',
  'Sweden',
] as const

export interface Filled {
  values: Readonly<Record<FieldName, string>>
  delivery: Delivery
  /** What is wrong, in words, by field; empty if the order can be placed. */
  problems: Readonly<Partial<Record<FieldName, string>>>
}

const checks: Readonly<Record<FieldName, (value: string) => string | null>> = {
  email: value =>
    /^\S+@\S+\.\S+$/.test(value) ? null : 'Write an email address such as ada@example.com, for the receipt.',
  name: value => (value ? null : 'Write the name that should stand on the parcel.'),
  street: value => (value ? null : 'Write the street and the number.'),
  postcode: value => (/^[\w -]{3,10}$/.test(value) ? null : 'Write a postcode of 3 to 10 characters.'),
  town: value => (value ? null : 'Write the town.'),
  country: value => (countries.some(country => country === value) ? null : 'Choose a country we send to.'),
  card: value =>
    /^\d{12,19}$/.test(value.replaceAll(' ', '')) ? null : 'Write 12 to 19 digits; any will do in this demo.',
  expiry: value =>
    /^(0[1-9]|1[0-2]) ?\/ ?\d\d$/.test(value) ? null : 'Write the month and the year, such as 09/30.',
  code: value => (/^\d{3,4}$/.test(value) ? null : 'Write three or four digits; any will do in this demo.'),
}

const longest = 100

/** Reads the checkout form: trims every field, and says what is wrong with it. */
export function readCheckout(form: URLSearchParams): Filled {
  const entries = fields.map(({ name }) => [name, (form.get(name) ?? '').trim().slice(0, longest)] as const)
  const values = Object.fromEntries(entries) as Record<FieldName, string> // Every name is in `fields`.
  const problems: Partial<Record<FieldName, string>> = {}
  for (const { name } of fields) {
    const problem = checks[name](values[name])
    if (problem) problems[name] = problem
  }
  return { values, delivery: form.get('delivery') === 'collect' ? 'collect' : 'parcel', problems }
}

/** The form before anything is filled in. */
export const emptyCheckout: Filled = {
  values: {
    email: '',
    name: '',
    street: '',
    postcode: '',
    town: '',
    country: '',
    card: '',
    expiry: '',
    code: '',
  },
  delivery: 'parcel',
  problems: {},
}
