import { databaseOf } from '../../collector/database.ts'
import { move } from '../../collector/store/move.ts'
import { type Command, Failure, messageOf } from '../command.ts'
import { dataFolderFlag, placeOfData } from '../place-of-data.ts'

/** Moves a store from SQLite to PostgreSQL. */
export const moving: Command = {
  name: 'move',
  summary: 'moves the store of a data folder into an empty PostgreSQL database',
  places: [],
  flags: dataFolderFlag,
  more: `DATABASE_URL names the database; a password on the command line would be for everybody to read. Stop the collector first.
What was cut off is gone on with by the same command, and no collector starts on a database that has only a half. In the end
both are compared row by row. The file in the data folder stays as it is.`,
  async run(given, io) {
    const { databaseUrl } = placeOfData({ ...given, text: () => null }, io)
    if (databaseUrl === null) {
      throw new Failure(
        'DATABASE_URL must name the database to move into, such as postgres://user:password@host/database. Nothing was done.',
      )
    }
    const folder = placeOfData(
      { ...given, text: flag => given.text(flag) ?? io.environment.DATA_FOLDER ?? './data' },
      io,
    ).dataFolder
    const { name } = databaseOf({ dataFolder: folder, databaseUrl })
    const progress = io.startProgress('Rows copied and compared')
    const moved = await move(folder, { url: databaseUrl, connections: 2 }, (done, all) =>
      progress.at(done, all),
    )
      .catch(error => {
        throw new Failure(`${folder} was not moved into ${name}: ${messageOf(error)}.`)
      })
      .finally(() => progress.end())
    const rows = Object.entries(moved).map(([table, count]) => `  ${table.padEnd(22)}${count}\n`)
    io.writeOutput(`${name} has all of ${folder}, compared row by row:\n${rows.join('')}`)
    io.writeMessage(
      'Start the collectors with DATABASE_URL, and with HOWLIKELY_TOKEN and HOWLIKELY_SECRET set to what the files token and secret hold: else sessions end, and no signature that is out holds any more.',
    )
  },
}
