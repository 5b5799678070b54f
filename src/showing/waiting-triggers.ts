import type { Shelf } from '../browser/environment.ts'
import type { Pending } from './asking-part.ts'

const most = 10

/** The triggers that wait, kept in storage so that they outlive the page on which they happened. */
export function createPending(local: Shelf, key: () => string) {
  const all = (): Pending[] => {
    try {
      const list = JSON.parse(`${local.get(key())}`)
      return list.filter((one: Pending) => one.trigger.name && one.due > 0)
    } catch {
      return [] // None, or not ours: nothing waits.
    }
  }
  const others = (one: Pending) => {
    const isOther = ({ survey, trigger }: Pending) => survey !== one.survey || trigger.at !== one.trigger.at
    return all().filter(isOther)
  }
  const write = (list: Pending[]) => {
    if (list.length) local.set(key(), JSON.stringify(list.slice(-most)))
    else local.remove(key())
  }
  return {
    all,
    put: (one: Pending) => write([...others(one), one]),
    drop: (one: Pending) => write(others(one)),
  }
}
