export interface RelaySettings {
  /** The signing secret of the plugin's web hooks. */
  secret: string
  /** The plugin's token, in its two parts. */
  identifier: string
  key: string
  /** Such as https://answers.example */
  collector: string
  /** The operator's token of the collector. */
  token: string
  /** @default 'main' */
  site?: string
  fetch?: (input: string | URL, init?: RequestInit) => Promise<Response>
  /** Milliseconds since 1970. */
  now?: () => number
}

/** Hears Crisp's web hook, and leaves a trigger with the collector. */
export function createRelay(settings: RelaySettings): (request: Request) => Promise<Response>
