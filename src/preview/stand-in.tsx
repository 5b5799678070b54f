import { effect } from '@preact/signals'
import { render } from 'preact'
import { lookAround } from '../decision/current-situation.ts'
import type { Check } from '../explain/explain-part.ts'
import type { SurveySettings } from '../options/settings.ts'
import type { Asking } from '../showing/asking-part.ts'
import { stage } from '../showing/stage.ts'
import type { PreviewParts } from './create-preview.ts'
import { Panel } from './Panel.tsx'
import css from './panel.css?inline'
import { createPreviewModel, type PreviewModel } from './preview-model.ts'
import type { PreviewDesk } from './preview-part.ts'
import { loadCard, putCard } from './put-card.ts'
import { supposedTrigger } from './supposed-trigger.ts'
import { en } from './words/en.ts'
import { sv } from './words/sv.ts'

const none = () => {}

/** An asking that never asks. */
const idle: Asking = {
  wait: none,
  open: none,
  pickUp: () => Promise.resolve(),
  cancel: none,
  replace: none,
  close: none,
  moment: () => null,
  waiting: () => [],
  outbox: () => [],
  forget: none,
  destroy: none,
}

/**
 * Opens the preview: the card, and a panel in which its state is chosen and the options are explained. Stands where
 * the asking would, so that nobody is asked meanwhile.
 */
export function standIn(desk: PreviewDesk, parts: PreviewParts): Asking {
  if (!desk.settings().preview) return idle
  const { settings } = desk
  const { languages } = stage.page()
  const model = createPreviewModel(settings(), desk.asked, !!desk.respondent(), languages, parts.locales)
  let takeCard = none
  let isOver = false

  const stopWatching = effect(() => {
    const scene = model.scene.value
    takeCard()
    takeCard = none
    if (!scene) return
    loadCard(parts, scene).then(
      loaded => {
        // Something else may have been chosen while it was loaded.
        if (isOver || scene !== model.scene.peek()) return
        takeCard()
        model.isLoaded.value = true
        takeCard = putCard(desk, scene, loaded, message => {
          model.messages.value = [message, ...model.messages.peek()]
        })
      },
      () => {
        model.isLoaded.value = false
      },
    )
  })
  const close = () => {
    isOver = true
    stopWatching()
    takeCard()
    takePanel()
  }
  const takePanel = openPanel(desk, parts, model, close)

  return {
    ...idle,
    open({ survey }) {
      if (model.surveys.some(({ id }) => id === survey)) model.survey.value = survey
    },
    close: () => takeCard(),
    forget() {
      model.messages.value = []
    },
    destroy: close,
  }
}

/** Puts the panel in the page; returns what takes it away. */
function openPanel(
  desk: PreviewDesk,
  parts: PreviewParts,
  model: PreviewModel,
  close: () => void,
): () => void {
  const host = document.createElement('how-likely-preview')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  // The page's own shortcuts are not meant by who chooses in the panel.
  for (const type of ['keydown', 'keyup', 'keypress'])
    root.addEventListener(type, event => event.stopPropagation())
  document.body.append(host)
  if ('showPopover' in host) {
    host.popover = 'manual'
    host.role = 'none'
    host.showPopover()
  }

  const { locale } = desk.environment.page()
  const words = locale.startsWith('sv') ? sv : en
  const verdict = (check: Check, survey: SurveySettings) => {
    const trigger = supposedTrigger(survey, desk.environment.now())
    const respondent = desk.respondent()
    const about = { settings: desk.settings(), memory: desk.memory(), respondent, trigger }
    return check
      .verdicts(lookAround(desk.environment, { ...desk, seen: desk.seen() }, about))
      .find(({ id }) => id === survey.id)
  }
  const layers = async () =>
    desk.layers[0]?.config ? (await parts.more()).load(desk.layers, none) : desk.layers
  Promise.all([desk.check(), layers()]).then(
    ([check, written]) =>
      host.isConnected &&
      render(
        <Panel
          model={model}
          words={words}
          lang={words === sv ? 'sv' : 'en'}
          endpoint={`${desk.settings().endpoint}`}
          problems={check.problems(written)}
          verdict={survey => verdict(check, survey)}
          close={close}
        />,
        root,
      ),
    none,
  )

  return () => {
    render(null, root)
    host.remove()
  }
}
