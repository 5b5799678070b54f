import type { AllowedOrigins } from './cross-origin.ts'

/** What the collector's environment sets. */
export interface CollectorSettings {
  port: number
  host: string
  dataFolder: string
  /** Null: one is made and kept in the data folder. */
  token: string | null
  allowedOrigins: AllowedOrigins
}

export type ReadSettings = { ok: true; settings: CollectorSettings } | { ok: false; problem: string }

/** Short of this a token can be found by trying. */
const shortestToken = 16

export const usage = `howlikely collector: stores the responses that the survey sends, and shows the report.

It takes no arguments. Its environment:
  PORT             the port to listen on; 0 for any free one (8787)
  HOST             the address to listen on; 0.0.0.0 for all (127.0.0.1)
  DATA_FOLDER      where the database and the token are kept (./data)
  HOWLIKELY_TOKEN  the operator's token, ${shortestToken} characters or more (made, and kept in DATA_FOLDER/token)
  ALLOWED_ORIGINS  the origins whose pages may send, with commas: https://shop.example (any)
`

/** Reads the environment, or says in one sentence which variable is wrong. An empty variable counts as not set. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): ReadSettings {
  const value = (name: string) => environment[name]?.trim() || null

  const port = value('PORT') ?? '8787'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    return wrong(`PORT must be a number from 0 to 65535, found "${port}".`)
  }
  const token = value('HOWLIKELY_TOKEN')
  if (token !== null && token.length < shortestToken) {
    return wrong(`HOWLIKELY_TOKEN must have ${shortestToken} characters or more, found ${token.length}.`)
  }
  const origins =
    value('ALLOWED_ORIGINS')
      ?.split(',')
      .map(origin => origin.trim()) ?? null
  const wrongOrigin = origins?.find(origin => !URL.canParse(origin) || new URL(origin).origin !== origin)
  if (wrongOrigin !== undefined) {
    return wrong(
      `ALLOWED_ORIGINS must be origins such as https://shop.example, with commas, found "${wrongOrigin}".`,
    )
  }
  return {
    ok: true,
    settings: {
      port: Number(port),
      host: value('HOST') ?? '127.0.0.1',
      dataFolder: value('DATA_FOLDER') ?? './data',
      token,
      allowedOrigins: origins ?? 'any',
    },
  }
}

function wrong(problem: string): ReadSettings {
  return { ok: false, problem }
}
