import { locales } from 'virtual:digests'
import { createBrowser } from '../browser/real-browser.ts'
import { createShowing } from '../showing/create-showing.ts'
import { createSurvey } from '../survey/create-survey.ts'
import { handOver } from './hand-over.ts'
import { languagesFrom } from './languages.ts'
import type { CreateAskingFrom } from './survey-part.ts'

/** The file that shows surveys and delivers answers: once it is loaded, giving an answer needs no further file. */
const createFrom: CreateAskingFrom = load => context =>
  createShowing(context, createBrowser(context.browser), { createSurvey, ...languagesFrom(load, locales) })

handOver('survey', createFrom)
