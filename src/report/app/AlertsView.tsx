import { callsOf } from '../api/view-calls.ts'
import { isExample, parameters, view } from './address.ts'
import { Destinations } from './Destinations.tsx'
import { Fetched } from './Fetched.tsx'
import { words } from './language.ts'
import { loadDestinations, loadRules } from './load.ts'
import { Outgoing } from './Outgoing.tsx'
import { Rules } from './Rules.tsx'

/** Whom the collector alerts about what, and the state of each message. */
export function AlertsView() {
  const { main, rules = '', destinations = '' } = callsOf(view.value, parameters.value)
  if (isExample) return <p class="card">{words.value.alerts.exampleHelp}</p>
  return (
    <>
      <Fetched call={destinations} load={loadDestinations}>
        {answer => (
          <>
            <Destinations destinations={answer.destinations} />
            <Fetched call={rules} load={loadRules}>
              {found => <Rules rules={found.rules} destinations={answer.destinations} />}
            </Fetched>
          </>
        )}
      </Fetched>
      <Outgoing call={main} />
    </>
  )
}
