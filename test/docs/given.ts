/** Names that examples in the docs may use without declaring them, in TypeScript. */
export const given = `
type Commands = import('howlikely').Howlikely
declare function howlikely<Event extends import('howlikely').EventName>(
  name: 'on', event: Event, handler: (detail: import('howlikely').EventDetails[Event]) => void,
): () => void
declare function howlikely<Name extends keyof Commands>(
  name: Name, ...details: Parameters<Commands[Name]>
): ReturnType<Commands[Name]>
declare namespace howlikely { let q: IArguments[] | undefined }

type Told = { id: string; survey: string; score: number | null; category: string | null; state: string }
interface Window { howlikely: (...call: unknown[]) => unknown }
interface WindowEventMap {
  'howlikely:asked': CustomEvent<Told>
  'howlikely:scored': CustomEvent<Told>
  'howlikely:answered': CustomEvent<Told>
  'howlikely:dismissed': CustomEvent<Told>
  'howlikely:delivered': CustomEvent<Told>
}

declare const dataLayer: unknown[]
declare function gtag(command: 'event', name: string, parameters: object): void
declare const _paq: unknown[]
declare const analytics: {
  track(name: string, properties: object): void
  subscribe(name: string, subscriber: (event: { data: { checkout: ShopifyCheckout } }) => void): void
}
interface ShopifyCheckout {
  token: string
  order: { id: string } | null
  totalPrice: { amount: number; currencyCode: string } | null
}
declare const browser: { localStorage: { setItem(name: string, value: string): Promise<void> } }
declare const fcWidget: { on(event: string, handler: () => void): void }
declare function zE(command: 'webWidget:on', event: string, handler: () => void): void

declare const operatorsToken: string
declare const secretOfTheCollector: string
declare const links: { score: number; url: string }[]
declare const request: Request
`
