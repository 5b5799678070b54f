import { backUp } from '../../collector/store/backup.ts'
import { type Command, Failure, messageOf } from '../command.ts'
import { heldInWords } from '../held-in-words.ts'
import { dataFolderFlag, placeOfStore } from '../place-of-data.ts'

/** Copies the running store. */
export const backup: Command = {
  name: 'backup',
  summary: 'copies the store into a new folder, while the collector runs or not',
  places: [{ name: 'folder', help: 'where the copy goes; it must not be there yet' }],
  flags: dataFolderFlag,
  more: `The copy has all that was accepted before, with the token, the secret and the list of erasures, if they are files. It is
on the disk, checked, and readable by its owner only. It is for the SQLite store; copy PostgreSQL with pg_dump.`,
  async run(given, io) {
    const [folder = ''] = given.places
    const { dataFolder, databaseUrl } = placeOfStore(given, io)
    if (databaseUrl !== null) {
      throw new Failure(
        'The responses are in PostgreSQL: copy them with pg_dump, and keep HOWLIKELY_TOKEN and HOWLIKELY_SECRET with the copy. Nothing was done.',
      )
    }
    const progress = io.startProgress('Copied, in kB')
    const held = await backUp(dataFolder, folder, (written, about) =>
      progress.at(Math.round(written / 1000), Math.round(about / 1000)),
    )
      .catch(error => {
        throw new Failure(`No backup was made: ${messageOf(error)}.`)
      })
      .finally(() => progress.end())
    io.writeOutput(`${folder}: ${heldInWords(held)}.\n`)
    for (const name of ['HOWLIKELY_TOKEN', 'HOWLIKELY_SECRET']) {
      if (io.environment[name]?.trim())
        io.writeMessage(`Keep ${name} with it: it is in the environment, not in the folder.`)
    }
  },
}
