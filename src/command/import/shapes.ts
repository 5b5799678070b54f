/** How another tool's export is read. Names of columns are written without capitals, spaces and signs, as they are compared. */
export interface Shape {
  /** As a sentence says it. */
  title: string
  /** Columns by which it is recognised; all must be there. */
  signs: readonly string[]
  /** For each field its column; of several the first that is there. */
  columns: Readonly<Record<string, readonly string[]>>
  /** Rows are left to stand aside, unless the column says one of these, or nothing. */
  only?: readonly { column: string; values: readonly string[]; allowed: string }[]
  /** Two rows of head, and a column for each question. */
  isWide?: true
  /** Our own: ids are kept, and what guards a cell from spreadsheets is taken off. */
  isOurs?: true
}

/**
 * Names are those of each tool's public API, since what its CSV is headed by is documented nowhere that we found; "Response ID",
 * "response_id" and "responseId" are the same. An address of e-mail is in none: whether you may write to it, no export says.
 */
export const shapes = {
  delighted: {
    title: 'Delighted',
    signs: ['score', 'comment', 'permalink', 'createdat'],
    columns: {
      id: ['responseid', 'id'],
      at: ['createdat'],
      score: ['score'],
      reason: ['comment'],
      respondent: ['personid', 'person'],
    },
    only: [{ column: 'surveytype', values: ['nps'], allowed: 'nps: other scores are on other scales' }],
  },
  wootric: {
    title: 'Wootric (InMoment)',
    signs: ['score', 'text', 'enduserid', 'createdat'],
    columns: {
      id: ['responseid', 'id'],
      at: ['createdat'],
      score: ['score'],
      reason: ['text'],
      respondent: ['externalid', 'enduserid'],
      page: ['originurl'],
    },
    only: [
      {
        column: 'excludedfromcalculations',
        values: ['false', 'no', '0'],
        allowed: 'false: what was left out of the score there is left out here',
      },
    ],
  },
  satismeter: {
    title: 'SatisMeter',
    signs: ['rating', 'feedback', 'created'],
    columns: {
      id: ['responseid', 'id'],
      at: ['created'],
      score: ['rating'],
      reason: ['feedback'],
      respondent: ['userid'],
      locale: ['language'],
    },
  },
  retently: {
    title: 'Retently',
    signs: ['score', 'comments', 'campaignname', 'createddate'],
    columns: {
      id: ['responseid', 'id'],
      at: ['createddate'],
      score: ['score'],
      reason: ['comments'],
      respondent: ['customerid'],
    },
    only: [{ column: 'metricstype', values: ['nps'], allowed: 'NPS: other scores are on other scales' }],
  },
  surveymonkey: {
    title: 'SurveyMonkey',
    signs: ['respondentid', 'collectorid'],
    columns: { id: ['respondentid'], at: ['enddate', 'startdate'] },
    isWide: true,
  },
  howlikely: {
    title: 'howlikely',
    signs: ['id', 'survey', 'kind', 'score', 'category', 'trigger'],
    columns: {
      ...Object.fromEntries(
        [
          ...['id', 'site', 'survey', 'kind', 'question', 'score', 'confirmed', 'reason', 'trigger', 'ref'],
          ...['value', 'currency', 'respondent', 'email', 'device', 'page'],
        ].map(name => [name, [name]]),
      ),
      at: ['givenat', 'receivedat'],
      locale: ['language', 'locale'],
    },
    only: [
      {
        column: 'state',
        values: ['scored', 'answered'],
        allowed: 'scored or answered: else nobody has answered',
      },
      { column: 'test', values: ['false'], allowed: 'false: tests are not counted' },
    ],
    isOurs: true,
  },
} as const satisfies Readonly<Record<string, Shape>>

export type ShapeName = keyof typeof shapes

export const shapeNames = Object.keys(shapes) as [ShapeName, ...ShapeName[]]

/** A column's name as it is compared. */
export const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** The exports that a head may be of. */
export function shapesOf(names: readonly string[]): ShapeName[] {
  const there = new Set(names.map(bare))
  return shapeNames.filter(name => shapes[name].signs.every(sign => there.has(sign)))
}
