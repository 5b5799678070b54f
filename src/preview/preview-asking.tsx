/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { effect } from '@preact/signals'
import { render } from 'preact'
import type { Browser } from '../browser/browser.ts'
import { createBrowser } from '../browser/real-browser.ts'
import type { Asking, AskingContext } from '../decision/asking.ts'
import type { Explainer } from '../decision/explainer.ts'
import type { SurveySettings } from '../options/settings.ts'
import type { PreviewParts } from './create-preview.ts'
import { Panel } from './Panel.tsx'
import css from './panel.css?inline'
import { createPreviewModel, type PreviewModel } from './preview-model.ts'
import { loadCardWords, putCard } from './put-card.ts'
import { supposedTrigger } from './supposed-trigger.ts'
import { en } from './words/en.ts'
import { sv } from './words/sv.ts'

const none = () => {}

/** An asking that never asks. */
const idle: Asking = {
  wait: none,
  open: none,
  resume: () => Promise.resolve(),
  cancel: none,
  replace: none,
  close: none,
  moment: () => null,
  waiting: () => [],
  shown: () => null,
  outbox: () => [],
  forget: none,
  destroy: none,
}

/**
 * Opens the preview: the card, and a panel for choosing its state that explains the options. It takes the place of the
 * asking, so that nobody is asked meanwhile.
 */
export function createPreviewAsking(context: AskingContext, parts: PreviewParts): Asking {
  const { settings, page } = context
  if (!settings().preview) return idle
  const browser = createBrowser(context.browser)
  const { languages } = browser.pageStory()
  const model = createPreviewModel(settings(), page.query, !!context.respondent(), languages, parts.locales)
  let takeCard = none
  let isOver = false

  const stopWatching = effect(() => {
    const scene = model.scene.value
    takeCard()
    takeCard = none
    if (!scene) return
    loadCardWords(parts, scene).then(
      words => {
        // Something else may have been chosen while it was loading.
        if (isOver || scene !== model.scene.peek()) return
        takeCard()
        model.isLoaded.value = true
        takeCard = putCard(context, browser, scene, words, message => {
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
  const takePanel = openPanel(context, browser, parts, model, close)

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

/** Puts the panel in the page; returns a function that removes it. */
function openPanel(
  context: AskingContext,
  browser: Browser,
  parts: PreviewParts,
  model: PreviewModel,
  close: () => void,
): () => void {
  const host = document.createElement('how-likely-preview')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  // Keys pressed in the panel are not meant for the page's own shortcuts.
  for (const type of ['keydown', 'keyup', 'keypress'])
    root.addEventListener(type, event => event.stopPropagation())
  document.body.append(host)
  if ('showPopover' in host) {
    host.popover = 'manual'
    host.role = 'none'
    host.showPopover()
  }

  const words = browser.page().locale.startsWith('sv') ? sv : en
  parts
    .explainer()
    .then(
      explainer =>
        host.isConnected &&
        render(
          <Panel
            model={model}
            words={words}
            lang={words === sv ? 'sv' : 'en'}
            endpoint={`${context.settings().endpoint}`}
            problems={explainer.problems(context.layers())}
            verdict={survey => verdictOn(explainer, context, survey)}
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

/** Whether a survey would ask if its trigger happened now. */
function verdictOn(explainer: Explainer, context: AskingContext, survey: SurveySettings) {
  const trigger = supposedTrigger(survey, context.browser.now())
  return explainer.verdicts(context.situation(trigger)).find(({ id }) => id === survey.id)
}
