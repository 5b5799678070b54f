import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { MessageKind, MessageState } from '../report/api/alerts.ts'
import { vendorNames } from './hooks/vendors.ts'
import type { RollupLag } from './store/to-count.ts'

/** A collector's counters and timings, for Prometheus. They contain no text and no address that a visitor sent. */
export interface Metrics {
  /** @param seconds until the response began; a long download takes longer */
  answered(route: string, status: number, seconds: number): void
  /** Times the storing of a batch, up to the sync to disk. */
  storing<Result>(action: () => Promise<Result>): Promise<Result>
  /** Sets the source of the number of waiting responses. */
  watchQueue(waiting: () => number): void
  /** Records the outcome of an attempt to send a message. */
  sentOut(kind: MessageKind, state: MessageState): void
  /** Sets the source of the number of messages waiting to be sent. */
  watchOutgoing(waiting: () => Promise<number>): void
  /** Sets the source of what is stored but not counted yet. */
  watchLag(lag: () => Promise<RollupLag>): void
  /** Everything in Prometheus' text format. */
  text(): Promise<string>
  contentType: string
}

/** Seconds; the widget's patience is ten. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Paths with a row of their own; everything else that strangers request shares one. */
const routes: readonly string[] = [
  '/responses',
  '/eligibility',
  '/triggers',
  '/report',
  '/report/reasons',
  '/report/data',
  '/api/report',
  '/api/surveys',
  '/api/surveys/undeclared/erase',
  '/api/names',
  '/api/responses',
  '/api/alerts',
  '/api/destinations',
  '/api/outgoing',
  '/api/person/export',
  '/api/person/erase',
  '/login',
  '/healthz',
  '/readyz',
  '/metrics',
  ...vendorNames.map(name => `/hooks/${name}`),
]

export const routeOf = (path: string): string =>
  routes.includes(path) ? path : path.endsWith('.js') ? 'a file' : 'other'

/** @param ofProcess whether to add the process's memory, processor and event loop; one collector per process should */
export function createMetrics({ ofProcess = false } = {}): Metrics {
  const registry = new Registry()
  const registers = [registry]
  if (ofProcess) collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'howlikely_requests_total',
    help: 'Requests, by route and status. /responses with 204: accepted, and on the disk.',
    labelNames: ['route', 'status'],
    registers,
  })
  const latency = new Histogram({
    name: 'howlikely_request_seconds',
    help: 'Seconds until a request was answered.',
    labelNames: ['route'],
    buckets,
    registers,
  })
  const sync = new Histogram({
    name: 'howlikely_store_seconds',
    help: 'Seconds until a batch of responses was synced to disk.',
    buckets,
    registers,
  })
  const failures = new Counter({
    name: 'howlikely_store_failures_total',
    help: 'Batches that could not be stored.',
    registers,
  })
  let waiting = () => 0
  new Gauge({
    name: 'howlikely_queue_depth',
    help: 'Responses that wait to be stored; beyond 2000 further ones are told to come again.',
    registers,
    collect() {
      this.set(waiting())
    },
  })

  const outgoing = new Counter({
    name: 'howlikely_outgoing_total',
    help: 'Attempts to send a message, by kind (alert, fall, digest, test) and what came of it (sent, failed, given-up).',
    labelNames: ['kind', 'result'],
    registers,
  })
  let open = async () => 0
  new Gauge({
    name: 'howlikely_outgoing_waiting',
    help: 'Messages that wait to be sent, those among them that were tried in vain.',
    registers,
    async collect() {
      // If the database fails, the last number stays, and all other metrics are reported.
      await open().then(
        waiting => this.set(waiting),
        () => {},
      )
    },
  })

  let lag: () => Promise<RollupLag> = async () => ({ responses: 0, since: null })
  // If the database fails, the last number stays, and all other metrics are reported.
  const tellLag = (tell: (lag: RollupLag) => void) => lag().then(tell, () => {})
  new Gauge({
    name: 'howlikely_rollup_lag_responses',
    help: 'Responses that are stored and not counted yet: none, but where the database lies on several machines.',
    registers,
    async collect() {
      await tellLag(({ responses }) => this.set(responses))
    },
  })
  new Gauge({
    name: 'howlikely_rollup_lag_seconds',
    help: 'Seconds since the first of them came; 0 where all are counted.',
    registers,
    async collect() {
      await tellLag(({ since }) => this.set(since === null ? 0 : Math.max(0, Date.now() - since) / 1000))
    },
  })

  return {
    sentOut(kind, state) {
      outgoing.inc({ kind, result: state === 'waiting' ? 'failed' : state })
    },
    watchLag(asked) {
      lag = asked
    },
    watchOutgoing(asked) {
      open = asked
    },
    answered(route, status, seconds) {
      requests.inc({ route, status })
      latency.observe({ route }, seconds)
    },
    async storing(action) {
      const stop = sync.startTimer()
      try {
        const result = await action()
        stop()
        return result
      } catch (error) {
        failures.inc()
        throw error
      }
    },
    watchQueue(asked) {
      waiting = asked
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
