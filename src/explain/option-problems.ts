import { readAttributes } from '../options/attributes.ts'
import { mergeLayers } from '../options/merge-layers.ts'
import type { Problem } from '../options/settings.ts'
import type { Around } from './finding.ts'
import { placeInWords, shortened, shown } from './in-words.ts'
import { lookAround } from './look-around.ts'
import { lookProblems } from './look-problems.ts'
import { ruleProblems } from './rule-problems.ts'
import { tagProblems } from './tag-problems.ts'
import { textProblems } from './text-problems.ts'
import { asJson, inBlock, kebab, wrongOptions } from './wrong-options.ts'

type Layer = Readonly<Record<string, unknown>>

/** What the page must say itself, since it is listened by before a file is read. */
const notInFile = [
  'site',
  'enabled',
  'dataLayer',
  'sources',
  'triggers',
  'thankYouPages',
  'minVisits',
  'minPages',
  'minAge',
]

/** Where an option stands: its own name, without the survey that it is of. */
const nameIn = (path: string) => path.replace(/^surveys(\[\d+\]|\.[^.[]+)\./, '').split(/[.[]/)[0] ?? path

/**
 * What is wrong with the options, one problem each: by the schema that also makes the types, and by what rules that are
 * right can do. Each says what was found, what comes of it, and what to write.
 * @param layers as they were written, a later one wins; the first holds the tag's attributes
 * @param around the page that the card would stand on
 */
export function optionProblems(layers: readonly Layer[], around: Around = lookAround): Problem[] {
  const [tag = {}, ...others] = layers
  const own = readAttributes(tag)
  const raw = mergeLayers(layers)
  const isOnTag = (option: string) => option in own && !others.some(layer => option in layer)
  const found = [
    ...ruleProblems(raw, around, tag.contact),
    ...lookProblems(raw, around),
    ...textProblems(raw, around.page),
  ]
  // Nothing else stands on the tag for all surveys.
  const isAttribute = (option: string) => option === 'contact' || isOnTag(option)
  const inRules = found.map(({ code, option, found, why, allowed }) => ({
    code,
    option,
    found,
    allowed,
    message: `${isAttribute(option) ? `data-${kebab(option)}` : placeInWords(option, raw)} is ${found}, ${why}; write ${allowed}.`,
  }))
  const wrong = wrongOptions(raw, tag, isOnTag)
  // What is wrong in itself can be told no more of.
  const isTold = (option: string) =>
    wrong.some(one => one.code === 'wrong-option' && isWithin(option, one.option))
  return [
    ...tagProblems(tag, own, raw),
    ...wrong,
    ...fileProblems(others[2] ?? {}),
    ...inRules.filter(({ option }) => !isTold(option)),
  ]
}

/** Whether two paths are of one option. */
function isWithin(option: string, other: string | null): boolean {
  const whole = (path: string) => path.slice(0, path.lastIndexOf(nameIn(path))) + nameIn(path)
  return other !== null && whole(option) === whole(other)
}

/** What a file of options says and cannot. */
const fileProblems = (file: Layer): Problem[] =>
  notInFile
    .filter(name => file[name] !== undefined)
    .map(name => ({
      code: 'not-in-file',
      option: name,
      found: shown(file[name]),
      allowed: null,
      message: `${name} stands in the file of data-config, which is read too late for it, so it may do nothing; write it on the tag or ${inBlock(
        shortened(asJson(name, file[name])),
      )}.`,
    }))
