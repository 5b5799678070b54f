import { databaseOf } from '../../collector/database.ts'
import { checkDatabase } from '../../collector/store/check-database.ts'
import { recount } from '../../collector/store/recount.ts'
import { type Command, Failure, messageOf } from '../command.ts'
import { dataFolderFlag, placeOfStore } from '../place-of-data.ts'

/** Checks that the database is intact. */
export const verify: Command = {
  name: 'verify',
  summary: 'looks whether the database is whole, and says what it holds',
  places: [],
  flags: {
    recount: {
      help: 'first counts all answers anew for the report; stop the collector of a data folder before',
    },
    ...dataFolderFlag,
  },
  more: 'Without --recount it changes nothing, and may be run beside the collector. It ends with 1 where something is wrong.',
  async run(given, io) {
    const place = placeOfStore(given, io)
    const { name } = databaseOf(place)
    if (given.has('recount')) {
      await recount(place).catch(error => {
        throw new Failure(`The answers in ${name} were not counted anew: ${messageOf(error)}.`)
      })
    }
    const progress = io.startProgress('Responses read')
    const { counts, lag, wrong, miscounted } = await checkDatabase(place, read => progress.at(read))
      .catch(error => {
        throw new Failure(`The database ${name} cannot be checked: ${messageOf(error)}.`)
      })
      .finally(() => progress.end())
    io.writeOutput(`${name}
  responses              ${counts.responses}
  of them answered       ${counts.answered}
  that count             ${counts.counting}
  erased, remembered     ${counts.erased}
  triggers that wait     ${counts.waiting}
  noted by the team      ${counts.noted}
${lag ? `  not counted yet        ${lag.responses}${lag.since === null ? '' : `, since ${new Date(lag.since).toISOString()}`}\n` : ''}`)
    if (wrong.length > 0) {
      for (const sentence of wrong.slice(0, 20)) io.writeMessage(sentence)
      throw new Failure(`${name} is not whole. Keep the file as it is, and restore a backup beside it.`)
    }
    if (miscounted.length > 0) {
      for (const sentence of miscounted.slice(0, 20)) io.writeMessage(sentence)
      throw new Failure(
        `${name} is whole, but the report counts otherwise than its answers say. Count them anew with --recount.`,
      )
    }
    io.writeOutput('It is whole.\n')
  },
}
