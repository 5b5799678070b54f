import type { Frame, RuleWords, Spoken } from './rule-words.ts'

const until = ({ from }: Spoken) => (from ? ` Den får fråga igen från ${from}.` : '')

const asked = (times: string) =>
  ({ 0: 'Inte tillfrågad', 1: 'Tillfrågad en gång' })[times] ?? `Tillfrågad ${times} gånger`

export const sv: RuleWords = {
  enabled: [
    () => 'howlikely är påslaget.',
    ({ found }) =>
      found === 'false'
        ? 'howlikely är avstängt med alternativet "enabled".'
        : `Alternativet ${found} gick inte att läsa, så ingen tillfrågas.`,
  ],
  trigger: [
    ({ found }) => `"${found}" är vad den här enkäten väntar på.`,
    ({ found, allowed, none }) =>
      none
        ? `Inget har hänt på den här sidan än; enkäten väntar på ${allowed}.`
        : `"${found}" hände, men enkäten väntar på ${allowed}.`,
  ],
  ref: [
    ({ found, none }) =>
      none ? 'Ingen order och inget ärende är angivet.' : `Ingen fråga har ställts om ${found}.`,
    ({ found }) => `Frågan om ${found} är redan ställd, och varje order eller ärende frågar en gång.`,
  ],
  'wait-after-answer': [
    ({ foundAt, allowedLength, none }) =>
      none
        ? 'Besökaren har inte svarat på den här enkäten.'
        : `Svaret från ${foundAt} är äldre än ${allowedLength}.`,
    said =>
      `Besökaren svarade ${said.foundAt} och tillfrågas inte igen på ${said.allowedLength}.${until(said)}`,
  ],
  'wait-after-dismissal': [
    ({ foundAt, allowedLength, none }) =>
      none
        ? 'Besökaren har inte stängt den här enkäten.'
        : `Stängd ${foundAt}, för mer än ${allowedLength} sedan.`,
    said =>
      `Besökaren stängde enkäten ${said.foundAt} och tillfrågas inte igen på ${said.allowedLength}, vilket fördubblas för varje gång.${until(said)}`,
  ],
  'wait-after-ignored': [
    ({ foundAt, allowedLength, none }) =>
      none
        ? 'Besökaren har inte lämnat den här enkäten obesvarad.'
        : `Obesvarad ${foundAt}, för mer än ${allowedLength} sedan.`,
    said =>
      `Besökaren såg enkäten ${said.foundAt}, har varken svarat eller stängt den, och tillfrågas inte igen på ${said.allowedLength}.${until(said)}`,
  ],
  'wait-between': [
    ({ foundAt, allowedLength, none }) =>
      none
        ? 'Besökaren har inte fått någon fråga här.'
        : `Den senaste frågan, ${foundAt}, är mer än ${allowedLength} gammal.`,
    said =>
      `Besökaren fick en fråga ${said.foundAt}, och det ska gå ${said.allowedLength} mellan två enkäter.${until(said)}`,
  ],
  'max-per-year': [
    ({ found, allowed }) => `${asked(found)} de senaste 365 dagarna, av högst ${allowed}.`,
    said => `${asked(said.found)} de senaste 365 dagarna, och ${said.allowed} är det mesta.${until(said)}`,
  ],
  'opt-out': [
    () => 'Besökaren har inte valt "Fråga inte igen".',
    said =>
      `Besökaren valde "Fråga inte igen" ${said.foundAt}, och det gäller i ${said.allowedLength}.${until(said)}`,
  ],
  sample: [
    ({ allowed }) => `Besökaren ingår i urvalet (andelen ${allowed}).`,
    ({ allowed, none }) =>
      allowed === '0'
        ? 'Ingen ingår i urvalet (andelen 0).'
        : none
          ? `Om besökaren ingår i urvalet (andelen ${allowed}) är inte lottat än: det görs när något händer som en enkät väntar på.`
          : `Besökaren ingår inte i urvalet (andelen ${allowed}), och gör det inte på hela perioden.`,
  ],
  'min-age': [
    () => 'Besökaren har varit här, eller varit kund, länge nog.',
    said => `Besökaren ska ha varit här, eller varit kund, i ${said.allowedLength}.${until(said)}`,
  ],
  'min-visits': [
    ({ found, allowed }) => `Antal besök: ${found}, och ${allowed} behövs.`,
    ({ found, allowed }) => `Antal besök hittills: ${found}, och ${allowed} behövs.`,
  ],
  'min-pages': [
    ({ found, allowed }) => `Antal sidor under besöket: ${found}, och ${allowed} behövs.`,
    ({ found, allowed }) => `Antal sidor under besöket hittills: ${found}, och ${allowed} behövs.`,
  ],
  from: [
    () => 'Enkäten har börjat.',
    ({ from }) =>
      from
        ? `Enkäten börjar ${from}.`
        : 'Alternativet "from" gick inte att läsa, så enkäten har inte börjat.',
  ],
  until: [
    () => 'Enkäten har inte slutat.',
    () => 'Enkäten har slutat, eller så gick alternativet "until" inte att läsa.',
  ],
  hours: [
    () => 'Det är en dag och en timme då enkäten får fråga.',
    said => `Det är ingen dag eller timme då enkäten får fråga.${until(said)}`,
  ],
  where: [
    () => 'Sidan och besökaren hör till målgruppen.',
    ({ found }) => `Hör inte till målgruppen: ${found} stämmer inte.`,
  ],
  session: [
    () => 'Ingen fråga har ställts under besöket.',
    () => 'En fråga har ställts under besöket, och en gång räcker.',
  ],
  'other-tab': [
    () => 'Ingen enkät är öppen i en annan flik.',
    () => 'En enkät är öppen i en annan flik på webbplatsen.',
  ],
  consent: [() => 'Samtycke finns, eller behövs inte.', () => 'Samtycke behövs och har inte getts.'],
  gpc: [
    () => 'Global Privacy Control är inget hinder.',
    () => 'Webbläsaren skickar Global Privacy Control, och då frågar webbplatsen ingen.',
  ],
  automation: [
    () => 'En människa använder webbläsaren, så vitt det går att se, eller så tillfrågas program också.',
    () =>
      'Webbläsaren styrs av ett program, och program tillfrågas inte. Sätt "automation" till "ask" i tester.',
  ],
  memory: [
    () => 'Det går att minnas vem som har tillfrågats, eller så frågar webbplatsen ändå.',
    () =>
      'Det går inte att minnas vem som har tillfrågats (lagringen är spärrad, full eller avstängd), så ingen tillfrågas.',
  ],
  never: [
    () => 'Sidan hör inte till dem där ingen tillfrågas.',
    ({ found, allowed }) => `På ${found} tillfrågas ingen: "never" har ${allowed}.`,
  ],
  moment: [
    () => 'Det är ett bra tillfälle.',
    ({ found }) =>
      ({
        hidden: 'Sidan är dold; enkäten väntar tills den syns.',
        typing: 'Besökaren skriver; enkäten väntar.',
        modal: 'En dialogruta är öppen; enkäten väntar tills den stängs.',
      })[found] ?? 'Sidan skrivs ut; enkäten väntar.',
  ],
  clock: [
    () => 'Klockan kan gå rätt.',
    ({ foundAt, allowedAt }) =>
      `Klockan visar ${foundAt}, vilket är innan howlikely byggdes (${allowedAt}): den går fel.`,
  ],
  collector: [
    ({ found }) =>
      ({
        answered: 'Mottagaren tillfrågades: vad den vet om kunden räknas i reglerna ovan.',
        silent: 'Mottagaren svarade inte i tid, och då frågar webbplatsen ändå.',
      })[found] ?? 'Mottagaren tillfrågades inte.',
    () => 'Mottagaren svarade inte i tid, och då frågar webbplatsen ingen.',
  ],
}

export const frame: Frame = {
  asks: survey => `Enkäten "${survey}" får fråga nu.`,
  asksNot: survey => `Enkäten "${survey}" frågar inte.`,
  asksFrom: (survey, from) => `Enkäten "${survey}" frågar inte före ${from}.`,
  isOpen: survey => `Enkäten "${survey}" är öppen på den här sidan nu.`,
  noTrigger: 'Inget som kan utlösa en enkät har hänt på den här sidan.',
  happened: 'Det här har hänt på sidan:',
  waitsFor: surveys =>
    surveys.length
      ? `det väntar ${surveys.map(survey => `"${survey}"`).join(' och ')} på.`
      : 'ingen enkät väntar på det.',
  waits: (survey, trigger, due) =>
    `Enkäten "${survey}" väntar sedan "${trigger}" hände, och får fråga från ${due}, vid ett bra tillfälle.`,
  outbox: count => (count === 1 ? 'Ett svar är på väg.' : `${count} svar är på väg.`),
  decisions: count =>
    count === 1
      ? 'Det senaste beslutet i den här webbläsaren:'
      : `De senaste ${count} besluten i den här webbläsaren:`,
  memory: kind => `Minns i: ${kind}.`,
}
