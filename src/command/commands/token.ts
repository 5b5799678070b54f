import { keptText, replaceSecret } from '../../collector/kept-secret.ts'
import { operatorToken, tokenFileIn } from '../../collector/operator-token.ts'
import { type Command, Failure, messageOf } from '../command.ts'
import { dataFolderFlag, placeOfData } from '../place-of-data.ts'

/** Shows the operator's token, or replaces it. */
export const token: Command = {
  name: 'token',
  summary: 'shows the token that opens the report, or makes a new one',
  places: [],
  flags: {
    new: { help: 'makes a new one; it holds once the collector is started again, and ends every session' },
    ...dataFolderFlag,
  },
  async run(given, io) {
    if (io.environment.HOWLIKELY_TOKEN?.trim()) {
      throw new Failure(
        'The token is what HOWLIKELY_TOKEN says, and no file is used. Change that variable, and start the collector again.',
      )
    }
    const { dataFolder } = placeOfData(given, io)
    const file = tokenFileIn(dataFolder)
    try {
      if (given.has('new')) replaceSecret(file)
      else if (keptText(file) === null) {
        throw new Error('there is none yet; the collector makes one at its first start, or do so with --new')
      }
      io.writeOutput(`${operatorToken(dataFolder)}\n`)
    } catch (error) {
      throw new Failure(`The token in ${file} cannot be had: ${messageOf(error)}.`)
    }
    if (given.has('new'))
      io.writeMessage(`It is in ${file}. Start the collector again: until then the old one holds.`)
  },
}
