import { type AuditAnswer, auditKinds } from '../api/audit.ts'
import { callsOf } from '../api/view-calls.ts'
import { change, hrefOf, parameters, view } from './address.ts'
import { Fetched } from './Fetched.tsx'
import { instantText, words } from './language.ts'
import { loadAudit } from './load.ts'

/** Who changed what and when, newest first. */
export function AuditView() {
  const say = words.value.people
  return (
    <>
      <p class="hint">{say.auditHelp}</p>
      <Fetched call={callsOf(view.value, parameters.value).main} load={loadAudit}>
        {answer => (
          <>
            <Choices people={answer.people} />
            <Entries answer={answer} />
          </>
        )}
      </Fetched>
    </>
  )
}

/** How somebody signed in, as the collector writes it. */
const isWay = (text: string): text is keyof typeof words.value.people.signedInBy =>
  Object.hasOwn(words.value.people.signedInBy, text)

function Choices({ people }: Pick<AuditAnswer, 'people'>) {
  const say = words.value.people
  const chosen = parameters.value.get('person') ?? ''
  return (
    <p class="audit-choices">
      <label>
        {say.person}
        <select value={chosen} onChange={event => change({ person: event.currentTarget.value, after: null })}>
          <option value="">{say.everybody}</option>
          {chosen === '' || people.some(({ person }) => person === chosen) ? null : (
            <option value={chosen}>{chosen}</option>
          )}
          {people.map(({ person, name }) => (
            <option key={person} value={person}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say.what}
        <select
          value={parameters.value.get('what') ?? ''}
          onChange={event => change({ what: event.currentTarget.value, after: null })}
        >
          <option value="">{say.everything}</option>
          {auditKinds.map(kind => (
            <option key={kind} value={kind}>
              {say.kinds[kind]}
            </option>
          ))}
        </select>
      </label>
    </p>
  )
}

function Entries({ answer: { entries, after } }: { answer: AuditAnswer }) {
  const say = words.value.people
  const isLater = parameters.value.get('after') !== null
  return (
    <section class="card" aria-label={words.value.views.audit}>
      {entries.length === 0 ? <p class="none">{say.nothingDone}</p> : null}
      <ol class="audit">
        {entries.map(({ id, at, name, what, on }) => (
          <li key={id}>
            <time class="hint" dateTime={new Date(at).toISOString()}>
              {instantText(at)}
            </time>{' '}
            <strong>{name}</strong> <span>{say.kinds[what]}</span>{' '}
            <span>{what === 'signed-in' && isWay(on) ? say.signedInBy[on] : on}</span>
          </li>
        ))}
      </ol>
      <p class="ways">
        {isLater ? <a href={hrefOf('audit')}>{say.newest}</a> : null}
        {after === null ? null : <a href={hrefOf('audit', { after })}>{say.older}</a>}
      </p>
    </section>
  )
}
