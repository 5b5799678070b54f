import { describe, expect, test } from 'vitest'
import type { Around } from '../../src/explain/finding.ts'
import { optionProblems } from '../../src/explain/option-problems.ts'

type Options = Record<string, unknown>

/** A page whose browser knows selectors by their first letter. */
const around: Around = {
  page: `https://shop.example/thank-you?order=A-1&campaign=${'x'.repeat(2000)}`,
  colour: () => undefined,
  isRight: () => true,
  isSelector: text => /^[.#a-z[]/.test(text),
}

const told = (options: Options) =>
  optionProblems([{}, { endpoint: '/responses', ...options }], around).map(({ message }) => message)
const aSurvey = (own: Options): Options => ({ surveys: [{ id: 'one', trigger: 'checkout', ...own }] })
const aVisit = (own: Options): Options => ({ surveys: [{ id: 'one', trigger: 'visit', ...own }] })
const long = (length: number) => 'x'.repeat(length)
const choices = (length: number) =>
  Array.from({ length }, (_, place) => ({ id: `c${place}`, text: `Choice ${place}` }))

/** Each option that does nothing or something unintended, with the sentence about it, and next to it one that works. */
const rows: readonly (readonly [wrong: Options, message: string, fine: Options])[] = [
  // What an answer cannot carry.
  [
    aSurvey({ question: long(501) }),
    'question of the survey "one" is "xxxx…, which has 501 characters, so an answer carries no more than the first 500 of it; write at most 500 characters.',
    aSurvey({ question: long(500) }),
  ],
  [
    aSurvey({ question: { en: 'Short?', sv: long(501) } }),
    'question.sv of the survey "one" is "xxxx…, which has 501 characters',
    aSurvey({ question: { en: 'Short?', sv: long(500) } }),
  ],
  [
    aSurvey({ reason: { detractor: long(501) } }),
    'reason.detractor of the survey "one" is "xxxx…, which has 501 characters',
    aSurvey({ reason: { detractor: long(500) } }),
  ],
  [
    { texts: { en: { reasonPassive: long(501) } } },
    'texts.en.reasonPassive is "xxxx…, which has 501 characters',
    { texts: { en: { reasonPassive: long(500), reasonHint: long(501) } } },
  ],
  [
    { company: long(351) },
    'company is "xxxx…, which has 351 characters, more than an answer can carry; write at most 350 characters.',
    { company: long(350) },
  ],
  [
    aSurvey({ product: long(351) }),
    'product of the survey "one" is "xxxx…, which has 351 characters, more than an answer can carry',
    aSurvey({ product: long(350) }),
  ],
  [
    aSurvey({ extra: { id: long(501), type: 'ease', text: 'Easy?' } }),
    'extra.id of the survey "one" is "xxxx…, which has 501 characters, more than an answer can carry',
    aSurvey({ extra: { id: long(500), type: 'ease', text: 'Easy?' } }),
  ],
  [
    aSurvey({ extra: { id: 'a', type: 'single', text: 'Why?', choices: [{ id: long(501), text: 'A' }] } }),
    'id in entry 1 of extra.choices of the survey "one" is "xxxx…, which has 501 characters, more than an answer can carry',
    aSurvey({ extra: { id: 'a', type: 'single', text: 'Why?', choices: [{ id: long(500), text: 'A' }] } }),
  ],
  [
    aSurvey({ extra: { id: 'a', type: 'multiple', text: 'Why?', choices: choices(51) } }),
    'which are more than an answer can carry; write at most 50 choices.',
    aSurvey({ extra: { id: 'a', type: 'multiple', text: 'Why?', choices: choices(50) } }),
  ],
  [
    { keepParameters: ['campaign'] },
    'keepParameters is ["campaign"], and with them this page\'s address has 2040 characters, so answers from it carry no parameter; write parameters with which an address has at most 2000 characters.',
    { keepParameters: ['order'] },
  ],

  // Words that nobody reads.
  [
    aSurvey({ question: { en: 'Well?', se: 'Nå?' } }),
    'question.se of the survey "one" is "Nå?", but the card has no language "se", so nobody reads it; write it for one of ar, da,',
    aSurvey({ question: { 'en-GB': 'Well?', sv: 'Nå?' } }),
  ],
  [
    aSurvey({ question: 'Would you tell {friend} about us?' }),
    'question of the survey "one" is "Would you tell {friend} about us?", but nothing is put in place of {friend}, so visitors read it as it stands; write {company} or {product}, or words.',
    aSurvey({ question: 'Would you tell a friend about {company}?' }),
  ],
  [
    { texts: { en: { sned: 'Go' } } },
    'texts.en.sned is "Go", but the card has no text of that name, so it is not used; write it as "send".',
    { texts: { en: { send: 'Go' } } },
  ],
  [
    { texts: { tlh: { send: 'Go' } } },
    'texts.tlh is {"send":"Go"}, but the card has no language "tlh", so nobody reads it',
    { texts: { 'pt-BR': { send: 'Go' } } },
  ],
  [
    aSurvey({ product: 'our shop', question: 'Would you tell a friend?' }),
    'product of the survey "one" is "our shop", but the question is your own and does not name it; write {product} in the question, or leave it out.',
    aSurvey({ product: 'our shop', question: 'Would you tell a friend about {product}?' }),
  ],

  // Where answers go.
  [
    { endpoint: 'https://' },
    'endpoint is "https://", which is no address that a page can send to, so nobody is asked; write an address such as "https://answers.example/responses", or "/responses".',
    { endpoint: 'https://answers.example' },
  ],
  [
    { endpoint: 'mailto:hello@shop.example' },
    'endpoint is "mailto:hello@shop.example", which is no address that a page can send to',
    { endpoint: '//answers.example/responses' },
  ],
  [
    { endpoint: 'http://answers.example/responses' },
    'endpoint is "http://answers.example/responses", and browsers send nothing from an https page to an http address, so no answer arrives; write an address with "https:".',
    { endpoint: 'https://answers.example/responses' },
  ],
  [
    { headers: { 'X Shop': 'main' } },
    'headers is {"X Shop":"main"}, and browsers refuse to send such a header, so no answer arrives; write names of letters',
    { headers: { 'X-Shop': 'main' } },
  ],
  [
    { headers: { 'X-Shop': 'a\nb' } },
    'and browsers refuse to send such a header, so no answer arrives',
    { headers: { 'X-Shop': 'Kött & kaffe' } },
  ],
  ...(['headers', 'credentials', 'format'] as const).map(
    name =>
      [
        {
          endpoint: async () => {},
          [name]: { headers: { 'X-Shop': 'main' }, credentials: 'include', format: 'form' }[name],
        },
        `, but the endpoint is a function, which sends answers in its own way; write it in that function.`,
        { [name]: { headers: { 'X-Shop': 'main' }, credentials: 'include', format: 'form' }[name] },
      ] as const,
  ),
  [
    { keepParameters: ['order'], page: 'origin' },
    'keepParameters is ["order"], but "page" keeps no more of the address than its origin, so no parameter is sent; write "page": "path" as well.',
    { keepParameters: ['order'], page: 'path' },
  ],

  // What happens on the page.
  [
    { thankYouPages: [{ path: '/done' }], sources: { 'thank-you': false } },
    'thankYouPages is [{"path":"/done"}], but "sources" switches "thank-you" off, so none of these pages is taken for a purchase; write "sources" without "thank-you".',
    { thankYouPages: [{ path: '/done' }], sources: { ga4: false } },
  ],
  [
    { triggers: [{ name: 'exported', click: '.export' }] },
    'name in entry 1 of triggers is "exported", but no survey waits for it, so nothing comes of it; write that name in the "trigger" of a survey as well.',
    { triggers: [{ name: 'exported', click: '.export' }], ...aSurvey({ trigger: ['checkout', 'exported'] }) },
  ],
  [
    { triggers: [{ name: 'checkout', click: '<button>' }] },
    'click in entry 1 of triggers is "<button>", which is no CSS selector, so this trigger never comes; write a selector such as ".export".',
    { triggers: [{ name: 'checkout', click: 'button' }] },
  ],
  [
    { triggers: [{ name: 'checkout', appears: '1st' }] },
    'appears in entry 1 of triggers is "1st", which is no CSS selector',
    { triggers: [{ name: 'checkout', appears: '.first' }], cancelOn: ['refund'] },
  ],
  [
    { wait: '5 seconds' },
    'wait is "5 seconds", which is no CSS selector, so the survey waits for good and nobody is asked; write a selector such as "#cookie-banner".',
    { wait: '#cookies' },
  ],
  [
    aSurvey({ wait: '5 seconds' }),
    'wait of the survey "one" is "5 seconds", which is no CSS selector',
    aSurvey({ wait: '' }),
  ],
  [
    aVisit({ where: { trigger: { value: { above: 50 } } } }),
    'where.trigger.value of the survey "one" is {"above":50}, but a visit has no "value", so nobody is in the audience; write another "trigger" for the survey, or leave it out.',
    aSurvey({ where: { trigger: { value: { above: 50 } } } }),
  ],
  [
    { where: { referrer: 'https://news.example/page' } },
    'where.referrer is "https://news.example/page", and no visitor comes from there',
    { where: { referrer: 'https://news.example' } },
  ],
  [
    { where: { referrer: 'news.example' } },
    'where.referrer is "news.example", and no visitor comes from there',
    { where: { referrer: { contains: 'news.example' } } },
  ],

  // The card.
  [
    { placement: 'inline', offset: 24 },
    'offset is 24, but a card that stands in the page ("placement" is "inline") has no distance from the edges; write another "placement", or leave it out.',
    { placement: 'bar', offset: 24 },
  ],
  [
    aSurvey({ extra: { id: 'a', type: 'ease', text: 'Easy?', choices: choices(2) } }),
    'but "ease" is a scale from 1 to 7, so they are not shown; write "type": "single" or "multiple", or leave them out.',
    aSurvey({ extra: { id: 'a', type: 'ease', text: 'Easy?' } }),
  ],
  [
    aSurvey({ extra: { id: 'a', type: 'single', text: 'Why?' } }),
    'but there is nothing to choose from; write "choices" as well, such as',
    aSurvey({ extra: { id: 'a', type: 'single', text: 'Why?', choices: choices(2) } }),
  ],
  [
    aSurvey({ extra: { id: 'a', type: 'single', text: 'Why?', choices: [...choices(1), ...choices(1)] } }),
    'and two of them have the same id, so nobody can tell them apart in an answer; write an id of its own for each.',
    aSurvey({ extra: { id: 'a', type: 'single', text: 'Why?', choices: choices(2) } }),
  ],
  [
    { contact: 'everyone' },
    'there is no option "contact" here, so it does nothing. "contact" belongs to a survey: write "surveys": {"checkout": {"contact": "everyone"}}.',
    { ...aSurvey({ contact: 'everyone' }), privacy: { url: '/privacy' } },
  ],
  [
    aSurvey({ contact: 'everyone' }),
    'contact of the survey "one" is "everyone", but nothing says where your privacy policy is, so nobody is asked for an e-mail address; write data-privacy-url="/privacy" as well',
    { ...aSurvey({ contact: 'everyone' }), privacy: { url: '/privacy' } },
  ],
  [
    aSurvey({ company: 'Kettles' }),
    'there is no option "company" in the survey "one", so it does nothing. It belongs to the site: write it beside "surveys", not inside.',
    { company: 'Kettles' },
  ],
]

/** A long text is found by its beginning. */
const clipped = (message: string) => message.replace(/x{5,}…?/g, 'xxxx…').replace(/xxxx…"/g, 'xxxx…')

describe('an option that does nothing, or not what was meant', () => {
  test.each(rows)('%j is reported', (wrong, message) => {
    expect(told(wrong).map(clipped)).toEqual([expect.stringContaining(message)])
  })

  test.each(rows.map(([, , fine]) => [fine] as const))('%j is not', fine => {
    expect(told(fine)).toEqual([])
  })

  test('as a missing endpoint is reported in the tag’s form', () => {
    const messages = optionProblems([{}], around).map(({ message }) => message)

    expect(messages).toEqual([
      'endpoint is missing: it must be an address. Because of this nobody is asked, since there is nowhere to send an answer to; write data-endpoint="/responses".',
    ])
  })

  test('that is on the tag is named as it is written there', () => {
    const tag = { endpoint: '/responses', wait: '5 seconds', contact: 'everyone' }

    expect(optionProblems([tag], around).map(({ message }) => message.split(' ')[0])).toEqual([
      'data-contact',
      'data-wait',
    ])
  })
})
