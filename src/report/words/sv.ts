import type { Category } from '../../figures/category.ts'
import type { Words } from './en.ts'

const groups: Record<Category, string> = {
  promoter: 'ambassadörer',
  passive: 'passiva',
  detractor: 'kritiker',
}

export const sv: Words = {
  title: 'Rapport',
  skip: 'Hoppa till innehållet',
  signOut: 'Logga ut',
  data: 'Ladda ner och radera data',
  plain: 'Rapporten utan skript',
  language: 'Språk',
  example: 'Exempel: en påhittad butik. Ingenting här är ert, och ingenting sparas.',
  leaveExample: 'Tillbaka till er egen rapport',
  seeExample: 'Titta på ett exempel',
  views: {
    overview: 'Översikt',
    trend: 'Trend',
    segments: 'Segment',
    tags: 'Taggar',
    words: 'Ord',
    answers: 'Svar',
  },
  viewsLabel: 'Vyer',
  filters: 'Filter',
  survey: 'Undersökning',
  allSurveys: 'Alla undersökningar',
  period: 'Period',
  periods: {
    '7d': 'Senaste 7 dagarna',
    '30d': 'Senaste 30 dagarna',
    '90d': 'Senaste 90 dagarna',
    '365d': 'Senaste 365 dagarna',
    month: 'Den här månaden',
    'last-month': 'Förra månaden',
    quarter: 'Det här kvartalet',
    'last-quarter': 'Förra kvartalet',
    year: 'I år',
    all: 'Hela tiden',
  },
  ownPeriod: 'Egna datum',
  from: 'Från',
  to: 'Till och med',
  apply: 'Visa',
  onlyVerified: 'Bara verifierade svar',
  countUnconfirmed: 'Ta med obekräftade betyg',
  latest: 'Bara det senaste svaret från varje känd person',
  whatCounts: 'Vad som räknas',
  whatCountsHelp:
    'Verifierat: er server har signerat vem som svarade, eller om vilken order. Obekräftat: ett betyg valdes men skickades aldrig.',
  remove: filter => `Ta bort filtret ${filter}`,
  onlyThese: 'Bara',
  utc: 'Dagarna är dagar i UTC.',
  loading: 'Laddar …',
  failed: 'Siffrorna kunde inte laddas.',
  again: 'Försök igen',
  refused: (field, found, allowed) => `”${found}” går inte för ${field}. Möjligt: ${allowed}.`,
  signedOut: 'Du är utloggad.',
  signIn: 'Logga in',
  kinds: { transactional: 'Efter något som har hänt', relationship: 'Relationen i stort' },
  site: site => `Webbplats ${site}`,
  nps: 'NPS®',
  answers: count => `${count} svar`,
  interval: (low, high) => `95 % intervall ${low} till ${high}`,
  few: least => `Färre än ${least} svar: för få för ett pålitligt värde.`,
  noAnswers: 'Inga svar under perioden',
  noAnswersYet: 'Inga svar än',
  firstSteps:
    'Så snart någon svarar visas undersökningen och dess värde här. Välj en längre period, eller titta på ett exempel på vad ni kommer att se.',
  noneVerified:
    'Inget svar här är verifierat. Er server verifierar svar genom att signera ordrar eller personer; ta bort filtret tills dess.',
  takeOff: 'Ta bort filtret',
  groups,
  scores: { promoter: '9–10', passive: '7–8', detractor: '0–6' },
  group: 'Grupp',
  scoreColumn: 'Värde',
  answersColumn: 'Svar',
  share: 'Andel',
  sharesCaption: 'Andel av svaren per grupp',
  distribution: 'Hur ofta varje betyg gavs',
  before: 'perioden innan',
  change(verdict, { size, isDown, needed, least }) {
    const moved = size === '0' ? 'Samma som' : `${isDown ? 'Ner' : 'Upp'} ${size} från`
    switch (verdict) {
      case 'rise':
        return `${moved} perioden innan: en verklig uppgång.`
      case 'fall':
        return `${moved} perioden innan: en verklig nedgång.`
      case 'noise':
        return `${moved} perioden innan, inom slumpen${needed === null ? '' : `: ungefär ${needed} svar till skulle avgöra`}.`
      case 'unknown':
        return `${moved} perioden innan; med färre än ${least} svar i någon av dem säger det ingenting än.`
    }
  },
  noBefore: 'Det finns inga svar i perioden innan att jämföra med.',
  shared(isDown, size, moves) {
    const [first, ...rest] = moves.map(
      ({ from, to, points }) =>
        `${points} ${points === '1' ? 'procentenhet' : 'procentenheter'} av alla svar gick från ${groups[from]} till ${groups[to]}`,
    )
    if (first === undefined) return null
    const moved =
      size === '0' ? 'Värdet är detsamma, men' : `Värdet ${isDown ? 'sjönk' : 'steg'} med ${size}:`
    return `${moved} ${[first, ...rest].join(', och ')}.`
  },
  goAnswers: 'Läs svaren',
  goTrend: 'Trend',
  goSegments: 'Segment',
  rateTitle: 'Svarsfrekvens',
  rate: (rate, low, high, asked) =>
    `${rate} av ${asked} tillfrågade gav ett betyg (95 % intervall ${low} till ${high}).`,
  noRate:
    'Svarsfrekvensen är okänd: webbplatsen rapporterar bara svar. Med report: "everything" rapporterar den även vilka som tillfrågades.',
  noRateOfLatest:
    'Andelarna gäller alla tillfrågade; med bara det senaste svaret från varje känd person finns de inte.',
  steps: 'Från fråga till motivering',
  step: 'Steg',
  responsesColumn: 'Antal',
  asked: 'Tillfrågade',
  stepNames: {
    response: 'Gav ett betyg',
    completion: 'Skickade det',
    reason: 'Med motivering',
    dismissal: 'Stängde frågan',
    ignored: 'Lät den vara',
    misclicks: 'Troliga felklick',
  },
  stepOf: {
    response: share => `${share} av de tillfrågade`,
    completion: share => `${share} av dem som gav ett betyg`,
    reason: share => `${share} av dem som skickade det`,
    dismissal: share => `${share} av de tillfrågade`,
    ignored: share => `${share} av de tillfrågade`,
    misclicks: share => `${share} av de tillfrågade`,
  },
  misclicksHelp:
    'Ett troligt felklick stängs, eller får ett betyg som aldrig skickas, inom en sekund efter frågan: fortare än någon hinner läsa den. Det finns inte i någon annan rad än den första.',
  unconfirmed: (count, _, score) =>
    `${count} betyg valdes men skickades aldrig. Med dem skulle värdet bli ${score}.`,
  byValue: 'Efter ordervärde',
  weighted: (score, low, high, currency) =>
    `Viktat efter ordervärde (${currency}) är värdet ${score} (95 % intervall ${low} till ${high}).`,
  effective: (valued, all, effective) =>
    `${valued} av ${all} svar anger vad ordern var värd; de säger lika mycket som ${effective} lika stora ordrar.`,
  atRisk: (risk, share, all) =>
    `Intäkter i riskzonen: ${risk}, vilket är ${share} av ${all}, kom från kritiker.`,
  rough: least =>
    `Några få stora ordrar avgör: med färre än ${least} lika tunga är intervallet ungefärligt, och rymmer det sanna värdet mer sällan än det säger.`,
  atRiskColumn: 'Intäkter i riskzonen',
  ofColumn: 'Av',
  weightedColumn: 'Viktat värde',
  effectiveColumn: 'Lika tunga ordrar',
  sparkline: survey => `Värdet för ${survey} under perioden`,
  trendTitle: survey => `Värdet för ${survey} över tid`,
  trendHelp: 'Linjen är värdet, bandet dess 95 % intervall. Där ingen linje finns har ingen svarat.',
  events: 'Händelser',
  eventsHelp:
    'Det som hände syns i diagrammet, och svaren före och efter jämförs. Att något ändras efter en händelse bevisar inte att händelsen var orsaken.',
  noEvents: 'Inget är noterat under perioden.',
  noteEvent: 'Notera en händelse',
  eventName: 'Vad som hände',
  eventDay: 'Dag (UTC)',
  eventFor: 'Gäller',
  note: 'Notera',
  noted: name => `Noterat: ${name}.`,
  removeEvent: name => `Ta bort ${name}`,
  removeNow: 'Ta bort för alla',
  keep: 'Behåll',
  removed: name => `Borttaget: ${name}.`,
  notWritten: 'Det kunde inte sparas. Försök igen.',
  compareDays: 'Jämför',
  spans: { '30d': '30 dagar före och efter', '90d': '90 dagar före och efter' },
  around(verdict, { days, before, after, size, isDown, least }) {
    const span = days === '1' ? 'dagen' : `de ${days} dagarna`
    if (before === null) return `Ingen svarade ${span} före.`
    if (after === null) return `Ingen har svarat ${span} från och med då.`
    const moved = size === '0' ? 'oförändrat' : `${isDown ? 'ner' : 'upp'} ${size}`
    const judged = {
      rise: 'en verklig uppgång',
      fall: 'en verklig nedgång',
      noise: 'inom slumpen',
      unknown: `med färre än ${least} svar på någon sida säger det ingenting än`,
    }[verdict]
    return `Från ${before.score} (${before.answers}) ${span} före till ${after.score} (${after.answers}) ${span} från och med då: ${moved}, ${judged}.`
  },
  goal: 'Mål',
  theGoal: goal => `målet ${goal}`,
  theLine: (name, value) => `”${name}” (${value})`,
  sourceOf: source => `Källa: ${source}`,
  distance(standing, { size, isBelow, name, least }) {
    const distance = size === '0' ? `På ${name}` : `${size} ${isBelow ? 'under' : 'över'} ${name}`
    const judged = {
      above: 'mer än slump',
      below: 'mer än slump',
      noise: 'inom slumpen',
      unknown: `med färre än ${least} svar säger det ingenting än`,
    }[standing]
    return `${distance}: ${judged}.`
  },
  goalsAndLines: 'Mål och jämförelselinjer',
  setGoal: what => `Sätt ett mål för ${what}`,
  goalField: 'Mål (−100 till 100)',
  set: 'Sätt målet',
  noGoalHere:
    'Ett mål gäller en hel undersökning eller ett värde i ett segment: ta bort de andra filtren för att sätta ett.',
  addLine: 'Lägg till en linje att jämföra med',
  lineName: 'Vad det är',
  lineValue: 'Värde (−100 till 100)',
  lineSource: 'Varifrån det kommer',
  add: 'Lägg till linjen',
  notCompared: 'Inte jämfört: bara periodens tjugo senaste händelser jämförs.',
  sharesTitle: survey => `Andelar för ${survey} över tid`,
  bucket: 'Steg',
  buckets: { day: 'Dag', week: 'Vecka', month: 'Månad', quarter: 'Kvartal' },
  asTable: 'Samma sak som tabell',
  begins: 'Från',
  intervalColumn: '95 % intervall',
  savePng: 'Spara som PNG',
  saveSvg: 'Spara som SVG',
  showBy: 'Visa efter',
  andBy: 'och efter',
  nothingElse: 'inget mer',
  segments: {
    touchpoint: 'Kontaktpunkt',
    source: 'Källa',
    device: 'Enhet',
    language: 'Språk',
    product: 'Produkt',
    department: 'Avdelning',
    team: 'Team',
    agent: 'Handläggare',
    value: 'Ordervärde',
    tenure: 'Kund i',
    page: 'Sida',
    load: 'Laddtid',
  },
  trait: name => `Egenskap: ${name}`,
  ownTrait: 'En egen egenskap',
  notSaid: 'inte angivet',
  others: 'alla andra',
  days: days => (days >= 365 ? `${days / 365} år` : `${days} dagar`),
  below: bound => `under ${bound}`,
  between: (low, high) => `${low} till ${high}`,
  atLeast: bound => `${bound} och mer`,
  segmentsTitle: (survey, by) => `${survey} efter ${by}`,
  segmentsHelp:
    'Varje grupp jämförs med alla andra tillsammans. Omdömena är korrigerade för antalet grupper (Holm), så att den som tittar på många inte hittar något som inte finns.',
  standing: {
    higher: 'högre än de andra',
    lower: 'lägre än de andra',
    noise: 'inte mer än slump',
    unknown: 'för få svar',
  },
  standingColumn: 'Jämfört med de andra',
  worst: (group, score) => `Lägst, och mer än slump: ${group}, ${score}.`,
  best: (group, score) => `Högst, och mer än slump: ${group}, ${score}.`,
  nothingStands: 'Ingen grupp skiljer sig från de andra mer än av slump.',
  joined: count => `${count} grupper med minst antal svar visas som en: ”…”.`,
  forest: 'Värden med sina 95 % intervall, det lägsta först',
  wordsHelp:
    'Hur många texter varje ord står i. Ord som ”och” är borttagna, efter sidans språk, eller engelska där texten är på engelska. Varje ord leder till sina svar.',
  wordsCut: 'Bara de senaste texterna är räknade.',
  texts: (count, isOne) => `${count} ${isOne ? 'text' : 'texter'}`,
  singleWords: 'Ord',
  wordPairs: 'Två ord i rad',
  noWords: 'Inget ord står i två texter.',
  tag: 'Tagg',
  allTags: 'Alla svar',
  noTags:
    'Det finns inga taggar än. Skapa en här nedanför: ”Sena paket” med orden ”sent paket, försen*” taggar alla svar som har dem.',
  tagsHelp:
    'Hur många svar som har varje tagg, och om det har ändrats sedan perioden före. Utlåtandena är korrigerade för antalet taggar (Holm). Ett svar kan ha flera.',
  shareBefore: 'Perioden före',
  changeColumn: 'Förändring',
  tagVerdicts: {
    rise: 'en verklig uppgång',
    fall: 'en verklig nedgång',
    noise: 'inte mer än brus',
    unknown: 'för få svar',
  },
  tagChanged: (tag, isUp, before, now) =>
    `${tag}: ${isUp ? 'upp' : 'ner'} från ${before} till ${now} av svaren, mer än brus.`,
  noTagChanged: 'Ingen tagg har ändrats mer än brus.',
  noneTagged: 'Inget svar här har en tagg.',
  ownTags: 'Era taggar',
  ownTagsHelp:
    'Ett svar har en tagg om texten har något av orden, eller om ni taggar det för hand; det som görs för hand gäller. Sätt komma mellan orden. Ord utan komma emellan måste alla finnas med; en stjärna står för valfri ändelse: ”sent paket, försen*”.',
  byHandOnly: 'bara för hand',
  newTag: 'En ny tagg',
  tagName: 'Namn',
  tagWords: 'Ord (får vara tomt)',
  tagWordsExample: 'sent paket, försen*',
  makeTag: 'Skapa taggen',
  keepTag: 'Spara',
  forgetTag: 'Ta bort',
  forgetSurely: tag => `Ta bort ”${tag}” för gott`,
  keepIt: 'Behåll den',
  notChanged: 'Det gick inte att spara. Försök igen.',
  tagging: 'Tagga svar',
  tagShown: count => `Tagg för de ${count} svar som visas`,
  tagTicked: count => `Tagg för de ${count} svar som är markerade`,
  taggingHelp: 'Markera svar för att bara mena dem. Ett nytt namn skapar en ny tagg.',
  giveTag: 'Tagga',
  takeTag: 'Ta av',
  tagged: (count, tag) => `${count} taggades ”${tag}”.`,
  untagged: (count, tag) => `”${tag}” togs av från ${count}.`,
  search: 'Sök i svaren',
  searchHelp: 'Ord, eller hur de börjar; inom citattecken precis så. Alla måste finnas med.',
  category: 'Grupp',
  allGroups: 'Alla grupper',
  withText: 'Bara med text',
  given: score => `${score} av 10`,
  noText: 'Ingen text',
  notSent: 'obekräftat: valdes men skickades aldrig',
  mayContact: 'får kontaktas',
  verifiedAnswer: 'verifierat',
  orderValue: 'Ordervärde',
  download: 'Ladda ner de här svaren',
  downloadHelp:
    'Alla svar som filtren visar, med frågan, ordervärdet, taggar och om och var personen får kontaktas.',
  files: {
    csv: 'CSV med komma',
    semicolon: 'CSV med semikolon, för kalkylprogram',
    tab: 'Tabbar, för kalkylprogram',
    json: 'JSON',
  },
  older: 'Äldre svar',
  newest: 'De senaste svaren',
  nothingFound: 'Inget svar passar.',
  searchedOnly: 'Äldre texter görs fortfarande klara för sökningen: några kan saknas.',
  listed: count => `${count} svar på sidan`,
  trademark:
    'Net Promoter®, NPS®, NPS Prism®, and the NPS-related emoticons are registered trademarks of Bain & Company, Inc., NICE Systems, Inc., and Fred Reichheld. Net Promoter Score℠ and Net Promoter System℠ are service marks of Bain & Company, Inc., NICE Systems, Inc., and Fred Reichheld.',
}
