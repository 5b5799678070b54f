import { useSignal } from '@preact/signals'
import type { TargetedSubmitEvent } from 'preact'
import {
  type DestinationKind,
  destinationKinds,
  KeptAnswer,
  type ListedDestination,
  longestTitle,
  mostDestinations,
  shortestHookSecret,
} from '../api/alerts.ts'
import { Remove, useProblem } from './Changing.tsx'
import { changeBy, removeBy } from './change-by.ts'
import { instantText, words } from './language.ts'
import { may } from './me.ts'

/** The destinations of messages: creating, changing, testing and removing them. */
export function Destinations({ destinations }: { destinations: readonly ListedDestination[] }) {
  const say = words.value.alerts
  return (
    <section class="card" aria-labelledby="destinations">
      <h2 id="destinations">{say.destinations}</h2>
      <p class="hint">{say.destinationsHelp}</p>
      {destinations.length === 0 ? <p class="none">{say.noDestinations}</p> : null}
      <ul class="tag-list">
        {destinations.map(destination => (
          <li key={destination.id}>
            <Destination destination={destination} />
          </li>
        ))}
      </ul>
      {may('manage') && destinations.length < mostDestinations ? (
        <details class="noting" open={destinations.length === 0}>
          <summary>{say.newDestination}</summary>
          <DestinationForm destination={null} />
        </details>
      ) : null}
      <datalist id="zones">
        {zones.map(zone => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </section>
  )
}

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')]
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone

function Destination({ destination }: { destination: ListedDestination }) {
  const say = words.value.alerts
  const { id, name, kind, address, digest, zone, changed } = destination
  const isTested = useSignal(false)
  const { problem, follow } = useProblem()
  const tryIt = async () => {
    isTested.value = follow(await changeBy(`destinations/${id}/test`, {}, KeptAnswer))
  }
  return (
    <>
      <h3>{name}</h3>
      <p class="meta">
        <span>{say.kinds[kind]}</span>
        <code>{address}</code>
        {digest ? <span>{say.digestAt(zone)}</span> : null}
        <span>{say.changedBy(changed.by, instantText(changed.at))}</span>
      </p>
      <p class="deeds" hidden={!may('manage')}>
        <button type="button" class="small" aria-label={say.testOf(name)} onClick={() => void tryIt()}>
          {say.test}
        </button>
        <Remove name={name} surely={say.removeDestination} remove={() => removeBy(`destinations/${id}`)} />
      </p>
      <p class="hint" role="status">
        {isTested.value ? say.testSent : ''}
      </p>
      {problem}
      <details class="noting" hidden={!may('manage')}>
        <summary>{say.changeDestination(name)}</summary>
        <DestinationForm destination={destination} />
      </details>
    </>
  )
}

/** @param destination null: a new one */
function DestinationForm({ destination }: { destination: ListedDestination | null }) {
  const say = words.value.alerts
  const kind = useSignal<DestinationKind>(destination?.kind ?? 'slack')
  const hasDigest = useSignal(destination?.digest ?? false)
  const { problem, follow } = useProblem()
  const keep = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    const text = (name: string) => String(fields.get(name) ?? '').trim()
    const given = (name: string) => (text(name) === '' ? {} : { [name]: text(name) })
    const change = {
      ...(destination && { id: destination.id }),
      ...{ name: text('name'), kind: kind.value, digest: hasDigest.value, zone: text('zone') || 'UTC' },
      ...given('address'),
      ...given('secret'),
    }
    if (!follow(await changeBy('destinations', change, KeptAnswer)) || destination) return
    form.reset()
    kind.value = 'slack'
    hasDigest.value = false
  }
  return (
    <form class="fields" onSubmit={event => void keep(event)}>
      <label>
        {say.name}
        <input
          name="name"
          required
          maxLength={longestTitle}
          autocomplete="off"
          defaultValue={destination?.name ?? ''}
        />
      </label>
      {destination === null ? (
        <label>
          {say.kind}
          <select
            value={kind.value}
            onChange={({ currentTarget }) => (kind.value = currentTarget.value as DestinationKind)}
          >
            {destinationKinds.map(option => (
              <option key={option} value={option}>
                {say.kinds[option]}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <AddressField kind={kind.value} isNew={destination === null} />
      {kind.value === 'json' ? <SecretField isNew={destination === null} /> : null}
      <label class="switch">
        <input
          type="checkbox"
          checked={hasDigest.value}
          onChange={({ currentTarget }) => (hasDigest.value = currentTarget.checked)}
        />
        {say.digest}
      </label>
      {hasDigest.value ? (
        <label>
          {say.zone}
          <input
            name="zone"
            list="zones"
            required
            autocomplete="off"
            defaultValue={destination?.digest ? destination.zone : ownZone}
          />
        </label>
      ) : null}
      <button type="submit">{say.save}</button>
      {problem}
    </form>
  )
}

function AddressField({ kind, isNew }: { kind: DestinationKind; isNew: boolean }) {
  const say = words.value.alerts
  const field = {
    name: 'address',
    required: isNew,
    autocomplete: 'off' as const,
    spellcheck: false,
    placeholder: isNew ? '' : say.unchanged,
  }
  return kind === 'email' ? (
    <label class="wide" key="mail">
      {say.mailAddress}
      <input type="email" {...field} />
    </label>
  ) : (
    <label class="wide" key="hook">
      {say.hookAddress}
      <input type="url" {...field} />
    </label>
  )
}

function SecretField({ isNew }: { isNew: boolean }) {
  const say = words.value.alerts
  const made = useSignal('')
  const make = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(24))
    made.value = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
  }
  return (
    <>
      <label class="wide">
        {say.secret}
        <input
          name="secret"
          required={isNew}
          minLength={shortestHookSecret}
          maxLength={200}
          autocomplete="off"
          spellcheck={false}
          value={made.value}
          onInput={({ currentTarget }) => (made.value = currentTarget.value)}
          placeholder={isNew ? '' : say.unchanged}
          aria-describedby="secret-help"
        />
      </label>
      <button type="button" onClick={make}>
        {say.makeSecret}
      </button>
      <p class="hint" id="secret-help">
        {say.secretHelp}
      </p>
    </>
  )
}
