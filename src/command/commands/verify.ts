import { databaseOf } from '../../collector/database.ts'
import { checkDatabase } from '../../collector/store/check-database.ts'
import { type Command, Failure, messageOf } from '../command.ts'
import { dataFolderFlag, placeOfStore } from '../place-of-data.ts'

/** Looks whether the database is whole. */
export const verify: Command = {
  name: 'verify',
  summary: 'looks whether the database is whole, and says what it holds',
  places: [],
  flags: dataFolderFlag,
  more: 'It changes nothing, and may be run beside the collector. It ends with 1 where something is wrong.',
  async run(given, world) {
    const place = placeOfStore(given, world)
    const { name } = databaseOf(place)
    const progress = world.begin('Responses read')
    const { counts, wrong } = await checkDatabase(place, read => progress.at(read))
      .catch(error => {
        throw new Failure(`The database ${name} cannot be checked: ${messageOf(error)}.`)
      })
      .finally(() => progress.end())
    world.say(`${name}
  responses              ${counts.responses}
  of them answered       ${counts.answered}
  that count             ${counts.counting}
  erased, remembered     ${counts.erased}
  triggers that wait     ${counts.waiting}
`)
    if (wrong.length > 0) {
      for (const sentence of wrong.slice(0, 20)) world.tell(sentence)
      throw new Failure(`${name} is not whole. Keep the file as it is, and restore a backup beside it.`)
    }
    world.say('It is whole.\n')
  },
}
