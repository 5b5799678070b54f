import { databaseFileIn } from '../../collector/database.ts'
import { inspect } from '../../collector/store/backup.ts'
import { heldIn, restore } from '../../collector/store/restore.ts'
import { type Command, Failure, messageOf } from '../command.ts'
import { heldInWords } from '../held-in-words.ts'
import { dataFolderFlag, placeOfData } from '../place-of-data.ts'

/** Puts a backup in place. */
export const restoring: Command = {
  name: 'restore',
  summary: 'puts a backup into a data folder',
  places: [{ name: 'folder', help: 'the backup' }],
  flags: {
    replace: { help: 'also where the data folder holds answers; that store is kept beside the new one' },
    ...dataFolderFlag,
  },
  more: `Stop the collector first. Whoever was erased since the backup was made is erased again, as far as the list "erasures" in
the data folder knows. The token and the secret are the backup's.`,
  async run(given, io) {
    const [folder = ''] = given.places
    const { dataFolder, databaseUrl } = placeOfData(given, io)
    if (databaseUrl !== null) {
      throw new Failure('DATABASE_URL names PostgreSQL: restore there with pg_restore. Nothing was done.')
    }
    const progress = io.startProgress('Responses compared with the erasures')
    try {
      const coming = inspect(databaseFileIn(folder))
      const held = heldIn(dataFolder)
      if (held !== null && held.responses > 0 && !given.has('replace')) {
        throw new Failure(
          `${dataFolder} holds ${heldInWords(held)}; the backup has ${heldInWords(coming)}. Nothing was done. With --replace the backup takes its place, and what is there now is kept beside it.`,
        )
      }
      const done = await restore(folder, dataFolder, io.now(), read => progress.at(read, coming.responses))
      io.writeOutput(`${dataFolder}: ${heldInWords(done.held)}.\n`)
      if (done.erased > 0)
        io.writeMessage(`Erased again: ${done.erased}, as somebody had asked since the backup.`)
      if (done.replaced !== null)
        io.writeMessage(`What was there before is now ${done.replaced}; delete it once nobody needs it.`)
      for (const file of done.changed) io.writeMessage(`${file} is now the backup's.`)
    } catch (error) {
      throw error instanceof Failure ? error : new Failure(`Nothing was restored: ${messageOf(error)}.`)
    } finally {
      progress.end()
    }
  },
}
