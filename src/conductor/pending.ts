import type { Milliseconds } from '../core/settings.ts'
import type { Trigger } from '../core/trigger.ts'
import type { Environment } from './environment.ts'

/** A trigger that may lead to a survey, and waits: for its delay, for a good moment, for a later page or day. */
export interface Pending {
  trigger: Trigger
  survey: string
  /** From when it may ask. */
  due: Milliseconds
}

const most = 10

/** The triggers that wait, kept in storage so that they outlive the page on which they happened. */
export function createPending(environment: Environment, key: () => string) {
  const { local } = environment
  const read = (): Pending[] => {
    try {
      const list = JSON.parse(local.get(key()) ?? '[]')
      return Array.isArray(list) ? list.filter(one => one?.trigger?.name && typeof one.due === 'number') : []
    } catch {
      return [] // Not ours: nothing waits.
    }
  }
  const write = (list: Pending[]) => {
    if (list.length) local.set(key(), JSON.stringify(list.slice(-most)))
    else local.remove(key())
  }
  const isSame = (one: Pending, other: Pending) =>
    one.survey === other.survey && one.trigger.name === other.trigger.name && one.trigger.at === other.trigger.at
  return {
    all: read,
    put: (pending: Pending) => write([...read().filter(one => !isSame(one, pending)), pending]),
    drop: (pending: Pending) => {
      const list = read()
      const rest = list.filter(one => !isSame(one, pending))
      if (rest.length < list.length) write(rest)
    },
  }
}
