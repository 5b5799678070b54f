import { useSignalEffect } from '@preact/signals'
import { type WrongAddress, wrongAddress } from '../api/page-address.ts'
import { isTeamView, neededFor, views } from '../api/view-calls.ts'
import { AccountView } from './AccountView.tsx'
import { AlertsView } from './AlertsView.tsx'
import { AnswersView } from './AnswersView.tsx'
import { AuditView } from './AuditView.tsx'
import { followLink, hrefOf, isExample, parameters, view } from './address.ts'
import { FilterBar, PrintedFilters } from './FilterBar.tsx'
import { FollowUpView } from './FollowUpView.tsx'
import { language, languages, words } from './language.ts'
import { may, me } from './me.ts'
import { NotAskedView } from './NotAskedView.tsx'
import { Overview } from './Overview.tsx'
import { PeopleView } from './PeopleView.tsx'
import { SegmentsView } from './SegmentsView.tsx'
import { SignInDialog } from './SignInDialog.tsx'
import { SurveysView } from './SurveysView.tsx'
import { TagsView } from './TagsView.tsx'
import { TrendView } from './TrendView.tsx'
import { WordsView } from './WordsView.tsx'

const shown = {
  overview: Overview,
  trend: TrendView,
  segments: SegmentsView,
  tags: TagsView,
  words: WordsView,
  answers: AnswersView,
  'follow-up': FollowUpView,
  'not-asked': NotAskedView,
  surveys: SurveysView,
  alerts: AlertsView,
  people: PeopleView,
  audit: AuditView,
  account: AccountView,
}

/** The views that the user may see; the example has none of the team's. */
const offered = () =>
  views.filter(name => may(neededFor(name)) && name !== 'account' && !(isExample && isTeamView(name)))

/** The whole page: navigation, filters, and the view itself. */
export function App() {
  const say = words.value
  useSignalEffect(() => {
    document.title = `${words.value.views[view.value]} · howlikely`
  })
  const View = shown[view.value]
  const wrong = wrongAddress(parameters.value)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a link's Enter is a click
    <div onClick={followLink}>
      <a class="skip" href="#main">
        {say.skip}
      </a>
      {isExample ? <ExampleMark /> : null}
      <header class="top">
        <a class="brand" href={hrefOf('overview')}>
          howlikely
        </a>
        <UserMenu />
        <nav class="views" aria-label={say.viewsLabel}>
          <ul>
            {offered().map(name => (
              <li key={name}>
                <a href={hrefOf(name)} aria-current={name === view.value ? 'page' : undefined}>
                  {say.views[name]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      {wrong === null ? <FilterBar /> : null}
      <main id="main">
        <h1 tabIndex={-1}>{say.views[view.value]}</h1>
        {wrong === null ? <PrintedFilters /> : null}
        {wrong === null ? <View /> : <Wrong wrong={wrong} />}
      </main>
      <Foot />
      <SignInDialog />
    </div>
  )
}

/** Says which parameter of the URL no view knows, and links to the same view without it. */
function Wrong({ wrong: { field, found, allowed } }: { wrong: WrongAddress }) {
  const say = words.value
  return (
    <div class="card">
      <p class="problem" role="alert">
        {allowed === null ? say.twice(field) : say.strange(field, found, allowed.join(', '))}
      </p>
      <p>
        <a href={hrefOf(view.value, { [field]: null })}>{say.without(field)}</a>
      </p>
    </div>
  )
}

function ExampleMark() {
  const say = words.value
  return (
    <aside class="example" aria-label={say.seeExample}>
      <p>
        {say.example} <a href="/report/app">{say.leaveExample}</a>
      </p>
    </aside>
  )
}

/** Who is signed in, and the way out. */
function UserMenu() {
  return (
    <div class="own">
      {me.value === null || isExample ? null : (
        <a
          href={hrefOf('account')}
          aria-label={`${words.value.views.account}: ${me.value.name}`}
          aria-current={view.value === 'account' ? 'page' : undefined}
        >
          {me.value.name}
        </a>
      )}
      <form method="post" action="/logout">
        <button type="submit" class="quiet">
          {words.value.signOut}
        </button>
      </form>
    </div>
  )
}

function Foot() {
  const say = words.value
  return (
    <footer class="foot">
      <ul class="footer-links">
        {isExample ? null : (
          <>
            <li>
              <a href="/report/example">{say.seeExample}</a>
            </li>
            {may('manage') ? (
              <li>
                <a href="/report/data">{say.data}</a>
              </li>
            ) : null}
            <li>
              <a href="/report">{say.plain}</a>
            </li>
          </>
        )}
        {Object.entries(languages).map(([tag, name]) =>
          tag === language.value ? null : (
            <li key={tag}>
              <a href={hrefOf(view.value, { lang: tag })} lang={tag} hreflang={tag}>
                {name}
              </a>
            </li>
          ),
        )}
      </ul>
      <p>{say.utc}</p>
      <p lang="en">{say.trademark}</p>
    </footer>
  )
}
