import { describe, expect, test } from 'vitest'
import type { RuleVerdict } from '../../src/eligibility/rule.ts'
import { lengthInWords } from '../../src/explain/length.ts'
import { ruleSentence } from '../../src/explain/rule-sentence.ts'
import { en } from '../../src/explain/words/en.ts'
import { sv } from '../../src/explain/words/sv.ts'

const at = Date.UTC(2026, 4, 1, 12)
const days = (count: number) => count * 86_400_000

/** ICU parts a time from its AM by a space that differs between versions. */
const plain = (sentence: string) => sentence.replace(/\s/g, ' ')

// Read by a person in both languages before they were written here.
const sentences: [RuleVerdict, string, string][] = [
  [
    { rule: 'enabled', pass: false, found: false, allowed: true, from: null },
    'howlikely is switched off by the option "enabled".',
    'howlikely är avstängt med alternativet "enabled".',
  ],
  [
    { rule: 'enabled', pass: false, found: ['after'], allowed: true, from: null },
    'The option "after" could not be read, so nobody is asked.',
    'Alternativet "after" gick inte att läsa, så ingen tillfrågas.',
  ],
  [
    { rule: 'enabled', pass: true, found: false, allowed: true, from: null },
    'howlikely is switched on.',
    'howlikely är påslaget.',
  ],
  [
    { rule: 'trigger', pass: false, found: 'upgrade', allowed: ['checkout', 'visit'], from: null },
    '"upgrade" happened, and this survey waits for "checkout", "visit".',
    '"upgrade" hände, men enkäten väntar på "checkout", "visit".',
  ],
  [
    { rule: 'trigger', pass: true, found: 'upgrade', allowed: ['checkout', 'visit'], from: null },
    '"upgrade" is what this survey waits for.',
    '"upgrade" är vad den här enkäten väntar på.',
  ],
  [
    { rule: 'ref', pass: false, found: 'A-1042', allowed: null, from: null },
    'A-1042 has been asked about already, and each order or ticket is asked about only once.',
    'Frågan om A-1042 är redan ställd, och varje order eller ärende frågar en gång.',
  ],
  [
    { rule: 'ref', pass: true, found: 'A-1042', allowed: null, from: null },
    'A-1042 has not been asked about.',
    'Ingen fråga har ställts om A-1042.',
  ],
  [
    { rule: 'wait-after-answer', pass: false, found: at, allowed: days(90), from: at + days(90) },
    'This visitor answered on May 1, 2026 at 12:00:00 PM, and is not asked again for 90 days. It may ask again from July 30, 2026 at 12:00:00 PM.',
    'Besökaren svarade 1 maj 2026 kl. 12:00:00 och tillfrågas inte igen på 90 dygn. Den får fråga igen från 30 juli 2026 kl. 12:00:00.',
  ],
  [
    { rule: 'wait-after-answer', pass: true, found: at, allowed: days(90), from: null },
    'Answered on May 1, 2026 at 12:00:00 PM, more than 90 days ago.',
    'Svaret från 1 maj 2026 kl. 12:00:00 är äldre än 90 dygn.',
  ],
  [
    { rule: 'wait-after-dismissal', pass: false, found: at, allowed: days(60), from: at + days(60) },
    'This visitor closed this survey on May 1, 2026 at 12:00:00 PM, and is not asked again for 60 days, a wait that doubles each time. It may ask again from June 30, 2026 at 12:00:00 PM.',
    'Besökaren stängde enkäten 1 maj 2026 kl. 12:00:00 och tillfrågas inte igen på 60 dygn, vilket fördubblas för varje gång. Den får fråga igen från 30 juni 2026 kl. 12:00:00.',
  ],
  [
    { rule: 'wait-after-dismissal', pass: true, found: at, allowed: days(60), from: null },
    'Closed on May 1, 2026 at 12:00:00 PM, more than 60 days ago.',
    'Stängd 1 maj 2026 kl. 12:00:00, för mer än 60 dygn sedan.',
  ],
  [
    { rule: 'wait-after-ignored', pass: false, found: at, allowed: days(30), from: at + days(30) },
    'This visitor was shown this survey on May 1, 2026 at 12:00:00 PM, has neither answered nor closed it, and is not asked again for 30 days. It may ask again from May 31, 2026 at 12:00:00 PM.',
    'Besökaren såg enkäten 1 maj 2026 kl. 12:00:00, har varken svarat eller stängt den, och tillfrågas inte igen på 30 dygn. Den får fråga igen från 31 maj 2026 kl. 12:00:00.',
  ],
  [
    { rule: 'wait-after-ignored', pass: true, found: at, allowed: days(30), from: null },
    'Ignored on May 1, 2026 at 12:00:00 PM, more than 30 days ago.',
    'Obesvarad 1 maj 2026 kl. 12:00:00, för mer än 30 dygn sedan.',
  ],
  [
    { rule: 'wait-between', pass: false, found: at, allowed: days(30), from: at + days(30) },
    'This visitor was asked on May 1, 2026 at 12:00:00 PM, and there must be 30 days between any two surveys. It may ask again from May 31, 2026 at 12:00:00 PM.',
    'Besökaren fick en fråga 1 maj 2026 kl. 12:00:00, och det ska gå 30 dygn mellan två enkäter. Den får fråga igen från 31 maj 2026 kl. 12:00:00.',
  ],
  [
    { rule: 'wait-between', pass: true, found: at, allowed: days(30), from: null },
    'The last survey was shown on May 1, 2026 at 12:00:00 PM, more than 30 days ago.',
    'Den senaste frågan, 1 maj 2026 kl. 12:00:00, är mer än 30 dygn gammal.',
  ],
  [
    { rule: 'max-per-year', pass: false, found: 4, allowed: 4, from: at + days(365) },
    'Asked 4 times in the last 365 days; 4 is the limit. It may ask again from May 1, 2027 at 12:00:00 PM.',
    'Tillfrågad 4 gånger de senaste 365 dagarna, och 4 är det mesta. Den får fråga igen från 1 maj 2027 kl. 12:00:00.',
  ],
  [
    { rule: 'max-per-year', pass: true, found: 1, allowed: 4, from: null },
    'Asked once in the last 365 days; 4 is the limit.',
    'Tillfrågad en gång de senaste 365 dagarna, av högst 4.',
  ],
  [
    { rule: 'max-per-year', pass: true, found: 0, allowed: 4, from: null },
    'Not asked in the last 365 days; 4 is the limit.',
    'Inte tillfrågad de senaste 365 dagarna, av högst 4.',
  ],
  [
    { rule: 'max-per-year', pass: true, found: 4, allowed: 4, from: null },
    'Asked 4 times in the last 365 days; 4 is the limit.',
    'Tillfrågad 4 gånger de senaste 365 dagarna, av högst 4.',
  ],
  [
    { rule: 'opt-out', pass: false, found: at, allowed: days(365), from: at + days(365) },
    'This visitor chose "Don\'t ask again" on May 1, 2026 at 12:00:00 PM, which holds for 365 days. It may ask again from May 1, 2027 at 12:00:00 PM.',
    'Besökaren valde "Fråga inte igen" 1 maj 2026 kl. 12:00:00, och det gäller i 365 dygn. Den får fråga igen från 1 maj 2027 kl. 12:00:00.',
  ],
  [
    { rule: 'opt-out', pass: true, found: at, allowed: days(365), from: null },
    `This visitor has not chosen "Don't ask again".`,
    'Besökaren har inte valt "Fråga inte igen".',
  ],
  [
    { rule: 'sample', pass: false, found: 0.734, allowed: 0.1, from: null },
    'This visitor is not in the sample (a share of 0.1), and stays out of it for the whole period.',
    'Besökaren ingår inte i urvalet (andelen 0.1), och gör det inte på hela perioden.',
  ],
  [
    { rule: 'sample', pass: false, found: null, allowed: 0.1, from: null },
    'Whether this visitor is in the sample (a share of 0.1) has not been drawn yet: that is done once something happens that a survey waits for.',
    'Om besökaren ingår i urvalet (andelen 0.1) är inte lottat än: det görs när något händer som en enkät väntar på.',
  ],
  [
    { rule: 'sample', pass: false, found: null, allowed: 0, from: null },
    'Nobody is in the sample (a share of 0).',
    'Ingen ingår i urvalet (andelen 0).',
  ],
  [
    { rule: 'sample', pass: true, found: 0.734, allowed: 0.1, from: null },
    'This visitor is in the sample (a share of 0.1).',
    'Besökaren ingår i urvalet (andelen 0.1).',
  ],
  [
    { rule: 'min-age', pass: false, found: days(2), allowed: days(30), from: at + days(28) },
    'This visitor must have first come, or become a customer, at least 30 days ago. It may ask again from May 29, 2026 at 12:00:00 PM.',
    'Besökaren ska ha varit här, eller varit kund, i 30 dygn. Den får fråga igen från 29 maj 2026 kl. 12:00:00.',
  ],
  [
    { rule: 'min-age', pass: true, found: days(2), allowed: days(30), from: null },
    'This visitor first came, or became a customer, long enough ago.',
    'Besökaren har varit här, eller varit kund, länge nog.',
  ],
  [
    { rule: 'min-visits', pass: false, found: 1, allowed: 3, from: null },
    'Visits so far: 1; 3 are needed.',
    'Antal besök hittills: 1, och 3 behövs.',
  ],
  [
    { rule: 'min-visits', pass: true, found: 1, allowed: 3, from: null },
    'Visits: 1; 3 are needed.',
    'Antal besök: 1, och 3 behövs.',
  ],
  [
    { rule: 'min-pages', pass: false, found: 2, allowed: 4, from: null },
    'Pages in this visit so far: 2; 4 are needed.',
    'Antal sidor under besöket hittills: 2, och 4 behövs.',
  ],
  [
    { rule: 'min-pages', pass: true, found: 2, allowed: 4, from: null },
    'Pages in this visit: 2; 4 are needed.',
    'Antal sidor under besöket: 2, och 4 behövs.',
  ],
  [
    { rule: 'from', pass: false, found: at, allowed: at, from: at + days(1) },
    'The survey begins on May 2, 2026 at 12:00:00 PM.',
    'Enkäten börjar 2 maj 2026 kl. 12:00:00.',
  ],
  [
    { rule: 'from', pass: true, found: at, allowed: at, from: null },
    'The survey has begun.',
    'Enkäten har börjat.',
  ],
  [
    { rule: 'until', pass: false, found: at, allowed: at, from: null },
    'The survey has ended, or the option "until" could not be read.',
    'Enkäten har slutat, eller så gick alternativet "until" inte att läsa.',
  ],
  [
    { rule: 'until', pass: true, found: at, allowed: at, from: null },
    'The survey has not ended.',
    'Enkäten har inte slutat.',
  ],
  [
    {
      rule: 'hours',
      pass: false,
      found: [0, 600],
      allowed: [540, 1020, '', 1, 2, 3, 4, 5],
      from: at + days(1),
    },
    'The survey may not ask at this day and hour. It may ask again from May 2, 2026 at 12:00:00 PM.',
    'Det är ingen dag eller timme då enkäten får fråga. Den får fråga igen från 2 maj 2026 kl. 12:00:00.',
  ],
  [
    { rule: 'hours', pass: true, found: [0, 600], allowed: [540, 1020, '', 1, 2, 3, 4, 5], from: null },
    'The survey may ask at this day and hour.',
    'Det är en dag och en timme då enkäten får fråga.',
  ],
  [
    {
      rule: 'where',
      pass: false,
      found: ['traits.plan', 'path'],
      allowed: ['path', 'traits.plan'],
      from: null,
    },
    'Not in the audience: "traits.plan", "path" does not match.',
    'Hör inte till målgruppen: "traits.plan", "path" stämmer inte.',
  ],
  [
    {
      rule: 'where',
      pass: true,
      found: ['traits.plan', 'path'],
      allowed: ['path', 'traits.plan'],
      from: null,
    },
    'This page and this visitor are in the audience.',
    'Sidan och besökaren hör till målgruppen.',
  ],
  [
    { rule: 'session', pass: false, found: true, allowed: false, from: null },
    'A survey has already been shown in this visit, and one per visit is the limit.',
    'En fråga har ställts under besöket, och en gång räcker.',
  ],
  [
    { rule: 'session', pass: true, found: true, allowed: false, from: null },
    'No survey has been shown in this visit.',
    'Ingen fråga har ställts under besöket.',
  ],
  [
    { rule: 'other-tab', pass: false, found: true, allowed: false, from: null },
    'A survey is open in another tab of this site.',
    'En enkät är öppen i en annan flik på webbplatsen.',
  ],
  [
    { rule: 'other-tab', pass: true, found: true, allowed: false, from: null },
    'No survey is open in another tab.',
    'Ingen enkät är öppen i en annan flik.',
  ],
  [
    { rule: 'consent', pass: false, found: false, allowed: true, from: null },
    'Consent is needed and has not been given.',
    'Samtycke behövs och har inte getts.',
  ],
  [
    { rule: 'consent', pass: true, found: false, allowed: true, from: null },
    'Consent is given, or not needed.',
    'Samtycke finns, eller behövs inte.',
  ],
  [
    { rule: 'gpc', pass: false, found: true, allowed: 'skip', from: null },
    'The browser sends Global Privacy Control, and this site asks nobody who sends it.',
    'Webbläsaren skickar Global Privacy Control, och då frågar webbplatsen ingen.',
  ],
  [
    { rule: 'gpc', pass: true, found: true, allowed: 'skip', from: null },
    'Global Privacy Control does not prevent asking.',
    'Global Privacy Control är inget hinder.',
  ],
  [
    { rule: 'automation', pass: false, found: true, allowed: 'skip', from: null },
    'The browser is automated, and automated browsers are not asked. For tests, set "automation" to "ask".',
    'Webbläsaren styrs av ett program, och program tillfrågas inte. Sätt "automation" till "ask" i tester.',
  ],
  [
    { rule: 'automation', pass: true, found: true, allowed: 'skip', from: null },
    'A person seems to be using the browser, or automated browsers are asked too.',
    'En människa använder webbläsaren, så vitt det går att se, eller så tillfrågas program också.',
  ],
  [
    { rule: 'memory', pass: false, found: false, allowed: 'skip', from: null },
    'This browser cannot remember who was asked (storage is blocked, full or switched off), so nobody is asked.',
    'Det går inte att minnas vem som har tillfrågats (lagringen är spärrad, full eller avstängd), så ingen tillfrågas.',
  ],
  [
    { rule: 'memory', pass: true, found: false, allowed: 'skip', from: null },
    'This browser can remember who was asked, or the site asks even without that.',
    'Det går att minnas vem som har tillfrågats, eller så frågar webbplatsen ändå.',
  ],
  [
    { rule: 'never', pass: false, found: '/pay/card', allowed: ['/pay*'], from: null },
    'On /pay/card nobody is asked: "never" has "/pay*".',
    'På /pay/card tillfrågas ingen: "never" har "/pay*".',
  ],
  [
    { rule: 'never', pass: true, found: '/pay/card', allowed: ['/pay*'], from: null },
    'This page is not among those on which nobody is asked.',
    'Sidan hör inte till dem där ingen tillfrågas.',
  ],
  [
    { rule: 'moment', pass: false, found: 'typing', allowed: null, from: null },
    'The visitor is typing; the survey waits.',
    'Besökaren skriver; enkäten väntar.',
  ],
  [
    { rule: 'moment', pass: true, found: 'typing', allowed: null, from: null },
    'The moment is good.',
    'Det är ett bra tillfälle.',
  ],
  [
    { rule: 'clock', pass: false, found: at, allowed: at, from: null },
    'The clock shows May 1, 2026 at 12:00:00 PM, which is before howlikely was built (May 1, 2026 at 12:00:00 PM): it is wrong.',
    'Klockan visar 1 maj 2026 kl. 12:00:00, vilket är innan howlikely byggdes (1 maj 2026 kl. 12:00:00): den går fel.',
  ],
  [
    { rule: 'clock', pass: true, found: at, allowed: at, from: null },
    'The clock is plausible.',
    'Klockan kan gå rätt.',
  ],
  [
    { rule: 'collector', pass: false, found: 'silent', allowed: 'skip', from: null },
    'The collector did not answer in time, so this site asks nobody.',
    'Mottagaren svarade inte i tid, och då frågar webbplatsen ingen.',
  ],
  [
    { rule: 'collector', pass: true, found: 'silent', allowed: 'ask', from: null },
    'The collector did not answer in time, and this site asks all the same.',
    'Mottagaren svarade inte i tid, och då frågar webbplatsen ändå.',
  ],
  [
    { rule: 'collector', pass: true, found: 'answered', allowed: 'skip', from: null },
    'The collector was asked, and what it knows of this customer counts in the rules above.',
    'Mottagaren tillfrågades: vad den vet om kunden räknas i reglerna ovan.',
  ],
  [
    { rule: 'collector', pass: true, found: 'not-asked', allowed: 'skip', from: null },
    'The collector was not asked.',
    'Mottagaren tillfrågades inte.',
  ],
]

describe('each rule, in words', () => {
  test.each(sentences)('$rule, passing $pass', (verdict, english, swedish) => {
    expect(plain(ruleSentence(verdict, en, 'en'))).toBe(english)
    expect(plain(ruleSentence(verdict, sv, 'sv'))).toBe(swedish)
  })

  test('every rule has words', () => {
    expect(new Set(sentences.map(([{ rule }]) => rule))).toEqual(new Set(Object.keys(en)))
    expect(Object.keys(sv).sort()).toEqual(Object.keys(en).sort())
  })

  test('what never happened is reported as such', () => {
    const never: RuleVerdict = {
      rule: 'wait-after-answer',
      pass: true,
      found: null,
      allowed: days(90),
      from: null,
    }

    expect(ruleSentence(never, en, 'en')).toBe('This visitor has not answered this survey.')
    expect(ruleSentence(never, sv, 'sv')).toBe('Besökaren har inte svarat på den här enkäten.')
  })
})

test.each([
  [days(90), '90 days', '90 dygn'],
  [days(1), '1 day', '1 dygn'],
  [36 * 3_600_000, '36 hours', '36 timmar'],
  [1_800_000, '30 minutes', '30 minuter'],
  [1500, '1.5 seconds', '1,5 sekunder'],
  [0, '0 seconds', '0 sekunder'],
])('%i ms are %s', (ms, english, swedish) => {
  expect(plain(lengthInWords(ms, 'en'))).toBe(english)
  expect(plain(lengthInWords(ms, 'sv'))).toBe(swedish)
})
