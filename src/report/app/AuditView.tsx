import { type AuditAnswer, auditKinds } from '../api/audit.ts'
import { callsOf } from '../api/view-calls.ts'
import { change, hrefOf, parameters, view } from './address.ts'
import { Fetched } from './Fetched.tsx'
import { instantText, words } from './language.ts'
import { loadAudit } from './load.ts'

/** Who changed what and when, the newest first. */
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
      {entries.length === 0 ? (
        <p class="none">{say.nothingDone}</p>
      ) : (
        <div class="scrolls">
          <table class="audit">
            <thead>
              <tr>
                <th scope="col">{say.when}</th>
                <th scope="col">{say.person}</th>
                <th scope="col">{say.what}</th>
                <th scope="col">{say.onWhat}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map(({ id, at, name, what, on }) => (
                <tr key={id}>
                  <td>
                    <time dateTime={new Date(at).toISOString()}>{instantText(at)}</time>
                  </td>
                  <td>{name}</td>
                  <td>{say.kinds[what]}</td>
                  <td>{on}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class="ways">
        {isLater ? <a href={hrefOf('audit')}>{say.newest}</a> : null}
        {after === null ? null : <a href={hrefOf('audit', { after })}>{say.older}</a>}
      </p>
    </section>
  )
}
