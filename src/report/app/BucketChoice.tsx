import type { CalendarUnit } from '../../figures/periods.ts'
import { bucketOf } from '../api/view-calls.ts'
import { change, parameters } from './address.ts'
import { words } from './language.ts'

const units = ['day', 'week', 'month', 'quarter'] as const satisfies CalendarUnit[]

/** The length of a step over time: the one in the URL, else one that fits the period. */
export const unitOf = (): CalendarUnit =>
  units.find(name => name === parameters.value.get('bucket')) ?? bucketOf(parameters.value)

/** Chooses how long a step is. */
export function BucketChoice() {
  const say = words.value
  return (
    <label>
      {say.bucket}
      <select value={unitOf()} onChange={event => change({ bucket: event.currentTarget.value })}>
        {units.map(name => (
          <option key={name} value={name}>
            {say.buckets[name]}
          </option>
        ))}
      </select>
    </label>
  )
}
