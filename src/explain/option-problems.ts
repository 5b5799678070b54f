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

/** Options that the page itself must set, since they are needed before a file is read. */
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

/** The option at a path: its own name, without the survey it belongs to. */
const nameIn = (path: string) => path.replace(/^surveys(\[\d+\]|\.[^.[]+)\./, '').split(/[.[]/)[0] ?? path

/**
 * Problems with the options, one each: values that don't fit the schema (which also makes the types), and rules that are
 * right but can't work. Each says what was found, what it leads to, and what to write.
 * @param layers as they were written, later ones win; the first has the tag's attributes
 * @param around the page on which the card would appear
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
  // Nothing else on the tag applies to all surveys.
  const isAttribute = (option: string) => option === 'contact' || isOnTag(option)
  const inRules = found.map(({ code, option, found, why, allowed }) => ({
    code,
    option,
    found,
    allowed,
    message: `${isAttribute(option) ? `data-${kebab(option)}` : placeInWords(option, raw)} is ${found}, ${why}; write ${allowed}.`,
  }))
  const wrong = wrongOptions(raw, tag, isOnTag)
  // Nothing more can be said about an option that is wrong in itself.
  const isTold = (option: string) =>
    wrong.some(problem => problem.code === 'wrong-option' && isWithin(option, problem.option))
  return [
    ...tagProblems(tag, own, raw),
    ...wrong,
    ...fileProblems(others[2] ?? {}),
    ...inRules.filter(({ option }) => !isTold(option)),
  ]
}

/** Whether two paths belong to one option. */
function isWithin(option: string, other: string | null): boolean {
  const whole = (path: string) => path.slice(0, path.lastIndexOf(nameIn(path))) + nameIn(path)
  return other !== null && whole(option) === whole(other)
}

/** Options in a file that can't be set there. */
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
