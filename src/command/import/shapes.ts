/** How to read another tool's export. Column names are in lower case without spaces and punctuation, as they are compared. */
export interface Shape {
  /** Its name in a sentence. */
  title: string
  /** Columns that identify it; all must be there. */
  signs: readonly string[]
  /** The column for each field; of several, the first that is there. */
  columns: Readonly<Record<string, readonly string[]>>
  /** Skips rows unless the column has one of these values, or none. */
  only?: readonly { column: string; values: readonly string[]; allowed: string }[]
  /** Whether it has two header rows, and a column for each question. */
  isWide?: true
  /** Whether it is our own: then ids are kept, and the guard against spreadsheet formulas is removed from cells. */
  isOurs?: true
}

/**
 * Names are those of each tool's public API, because we found no documentation of the CSV headers; "Response ID",
 * "response_id" and "responseId" are the same. No shape has the e-mail address: no export says whether you may write to it.
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

/** A column's name in the form in which names are compared. */
export const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** The exports that a header row may belong to. */
export function shapesOf(names: readonly string[]): ShapeName[] {
  const there = new Set(names.map(bare))
  return shapeNames.filter(name => shapes[name].signs.every(sign => there.has(sign)))
}
