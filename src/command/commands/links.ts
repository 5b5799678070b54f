import { join } from 'node:path'
import { keptText } from '../../collector/kept-secret.ts'
import { secretFileIn } from '../../collector/signing-secret.ts'
import { createSigner } from '../../links/create-signer.ts'
import { mailBlock } from '../../links/mail-block.ts'
import { parseDuration } from '../../time/duration.ts'
import { type Command, type CommandIo, Failure, type Given, WrongUse } from '../command.ts'
import { dataFolderFlag, placeOfData } from '../place-of-data.ts'

function secretOf(given: Given, io: CommandIo): string {
  const set = io.environment.HOWLIKELY_SECRET?.trim()
  if (set) return set
  const { dataFolder } = placeOfData(given, io)
  const secret = keptText(secretFileIn(dataFolder))
  if (secret !== null) return secret
  throw new Failure(
    `There is no secret to sign with: neither HOWLIKELY_SECRET nor the file ${join(dataFolder, 'secret')}, which the collector makes at its first start. Nothing was signed.`,
  )
}

/** Makes the signed links for an e-mail. */
export const links: Command = {
  name: 'links',
  summary: 'makes the eleven signed links of an e-mail, from 0 to 10',
  places: [{ name: 'page', help: 'the address of a page that has the tag' }],
  flags: {
    survey: { value: 'id', help: 'the survey that they open (checkout)' },
    ref: { value: 'number', help: 'the order or ticket that it is about' },
    respondent: { value: 'id', help: 'the id under which your pages identify the person' },
    site: { value: 'name', help: 'the option "site" of your pages (main)' },
    'valid-for': { value: 'length', help: 'how long they hold, such as 30d or 12h (30d)' },
    mail: { help: 'as HTML for a mail template' },
    ...dataFolderFlag,
  },
  more: 'They are signed with HOWLIKELY_SECRET, or with the secret in the data folder.',
  async run(given, io) {
    const page = given.places[0] ?? ''
    if (!URL.canParse(page) || !/^https?:$/.test(new URL(page).protocol)) {
      throw new WrongUse(
        `The page must be an address such as https://shop.example/thank-you, found "${page}". Nothing was done.`,
      )
    }
    const validFor = given.text('valid-for') ?? '30d'
    if (!parseDuration(validFor)) {
      throw new WrongUse(
        `--valid-for must be a length such as 30d or 12h, found "${validFor}". Nothing was done.`,
      )
    }
    const [ref, respondent] = [given.text('ref'), given.text('respondent')]
    const subject = {
      survey: given.text('survey') ?? 'checkout',
      ...(ref !== null && { ref }),
      ...(respondent !== null && { respondent }),
    }
    const signer = createSigner({
      secret: secretOf(given, io),
      site: given.text('site') ?? 'main',
      now: io.now,
    })
    const made = await signer.links(page, subject, { validFor })
    io.writeOutput(given.has('mail') ? mailBlock(made) : made.map(({ url }) => `${url}\n`).join(''))
  },
}
