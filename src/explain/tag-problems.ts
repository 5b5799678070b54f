import { isText, type Raw } from '../options/own.ts'
import { Survey } from '../options/schema.ts'
import type { Problem } from '../options/settings.ts'
import { allowedIn } from './allowed.ts'
import { awaitedTriggers } from './awaited-triggers.ts'
import { shown } from './in-words.ts'
import { nearest } from './nearest.ts'
import { repaired } from './repair.ts'
import {
  asAttribute,
  asJson,
  effectOf,
  inBlock,
  kebab,
  meantBy,
  siteNames,
  surveyNames,
} from './wrong-options.ts'

/** Attributes of a tag that are not options: a trigger, where to find more options, and two that stand for others. */
const notOptions = ['trigger', 'ref', 'value', 'currency', 'signature', 'config', 'privacyUrl', 'contact']

/** The details of a trigger. */
const details = ['ref', 'value', 'currency', 'signature']

/** Reported separately: {@link foreignConsent}. */
const ours = [...notOptions, 'foreignConsent']

/**
 * The tag's attributes that are not howlikely's, or belong elsewhere.
 *
 * @param own the attributes that are options of the site
 * @param site all options of the site
 */
export function tagProblems(tag: Raw, own: Raw, site: Raw): Problem[] {
  const strangers = Object.keys(tag).filter(
    name => !(name in own) && !ours.includes(name) && tag[name] !== undefined,
  )
  return [
    ...strangers.map(name => unknownAttribute(name, tag[name])),
    ...wrongContact(tag),
    ...emptyAddress(tag),
    ...foreignConsent(tag),
    ...triggerProblems(tag, site),
    ...emptyConfig(tag),
  ]
}

function unknownAttribute(name: string, value: unknown): Problem {
  const attribute = `data-${kebab(name)}`
  const meant = meantBy(name, [...siteNames, ...notOptions, ...surveyNames])
  const isOfSurvey = meant !== null && ![...siteNames, ...notOptions].includes(meant)
  const close = meant && !isOfSurvey ? `data-${kebab(meant)}` : null
  return {
    code: 'unknown-option',
    option: name,
    found: shown(value),
    allowed: close,
    message: isOfSurvey
      ? `${attribute} belongs to a survey, not to the tag, so it does nothing there; write it ${inBlock(
          asJson('surveys', { checkout: { [meant]: value } }),
        )}.`
      : `there is no option "${attribute}", so it does nothing${close ? `; did you mean "${close}"?` : '; leave it out.'}`,
  }
}

/** It applies to all surveys. */
function wrongContact({ contact }: Raw): Problem[] {
  const schema = Survey.def.shape.contact
  if (contact === undefined || schema.safeParse(contact).success) return []
  const allowed = allowedIn(schema, 'contact')
  return [
    {
      code: 'wrong-option',
      option: 'contact',
      found: shown(contact),
      allowed,
      message: `data-contact=${shown(contact)} is wrong: it must be ${allowed}. Because of this ${effectOf('contact')}; write ${asAttribute('contact', repaired(schema, contact, 'contact'))}.`,
    },
  ]
}

/** Parts of a trigger that have no effect. */
function triggerProblems({ trigger, ...tag }: Raw, site: Raw): Problem[] {
  if (trigger === undefined || trigger === '')
    return [...(trigger === undefined ? [] : ['trigger']), ...details]
      .filter(name => name === 'trigger' || tag[name] !== undefined)
      .map(name => ({
        code: 'no-effect',
        option: name,
        found: shown(name === 'trigger' ? trigger : tag[name]),
        allowed: 'data-trigger="checkout"',
        message:
          name === 'trigger'
            ? 'data-trigger="" names no trigger, so nobody is asked by it; write data-trigger="checkout".'
            : `data-${name} does nothing without data-trigger; write data-trigger="checkout" as well.`,
      }))
  const awaited = awaitedTriggers(site)
  if (!isText(trigger) || awaited.includes(trigger)) return []
  const close = nearest(trigger, awaited) ?? awaited[0]
  return [
    {
      code: 'no-effect',
      option: 'trigger',
      found: shown(trigger),
      allowed: close ?? null,
      message: `data-trigger is ${shown(trigger)}, but no survey waits for it, so nobody is asked by it; write ${
        close === undefined ? '' : `data-trigger="${close}", or `
      }that name in the "trigger" of a survey.`,
    },
  ]
}

function emptyConfig({ config }: Raw): Problem[] {
  if (config !== '') return []
  return [
    {
      code: 'wrong-option',
      option: 'config',
      found: '""',
      allowed: 'an address',
      message: `data-config="" is wrong: it must be an address. Because of this the options of the page alone hold; write data-config="/survey-options.json".`,
    },
  ]
}

function emptyAddress({ privacyUrl }: Raw): Problem[] {
  if (privacyUrl !== '') return []
  return [
    {
      code: 'wrong-option',
      option: 'privacy.url',
      found: '""',
      allowed: 'an address',
      message: `data-privacy-url="" is wrong: it must be an address. Because of this ${effectOf('privacy')}; write data-privacy-url="/privacy".`,
    },
  ]
}

/** A consent tool's value in `data-consent`. */
function foreignConsent({ foreignConsent: word }: Raw): Problem[] {
  if (word === undefined) return []
  return [
    {
      code: 'foreign-attribute',
      option: 'consent',
      found: shown(word),
      allowed: '"required", "google" or "tcf"',
      message: `data-consent="${word}" is a consent tool's word and not one of ours, so it is left out: visitors are asked as soon as the tag runs. If that tool holds back the tag until the visitor agrees, all is well; if howlikely itself is to wait, write it ${inBlock('"consent": "required"')}.`,
    },
  ]
}
