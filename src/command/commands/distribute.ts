import { databaseOf } from '../../collector/database.ts'
import { citusStatements, distribute, spreadOf, tablesToSpread } from '../../collector/store/distribution.ts'
import { openPostgresToRead } from '../../collector/store/postgres-store.ts'
import { type Command, Failure, messageOf } from '../command.ts'
import { placeOfData } from '../place-of-data.ts'
import { wholeNumber } from '../read-words.ts'

/** Distributes the tables over several machines. */
export const distributing: Command = {
  name: 'distribute',
  summary: 'prints the statements that distribute the tables on Citus, or runs them',
  places: [],
  flags: {
    shards: { value: 'number', help: 'pieces of each large table, some for each core of all machines (32)' },
    execute: { help: 'runs them; what is distributed already is left alone' },
  },
  more: `DATABASE_URL names the database on the coordinator, whose tables a collector has made by starting once. Stop the
collectors, and add the workers first: select citus_add_node('host', 5432). From then on answers are stored first and
counted a moment later.
Tests hold that the statements keep to what Citus documents; none of it has been run on Citus in this form.`,
  async run(given, io) {
    const shards = wholeNumber('shards', given.text('shards'), 32, [1, 1024])
    const place = placeOfData(given, io)
    if (place.databaseUrl === null) {
      throw new Failure(
        'DATABASE_URL must name the database on the coordinator, such as postgres://user:password@host/database. Nothing was done.',
      )
    }
    const { name } = databaseOf(place)
    const db = openPostgresToRead({ url: place.databaseUrl, connections: 1 })
    try {
      const statements = citusStatements(spreadOf(await tablesToSpread(db)), shards)
      const run = given.has('execute') ? await distribute(db, statements) : statements
      io.writeOutput(run.map(statement => `${statement};\n`).join(''))
      if (given.has('execute')) io.writeMessage(`Run on ${name}. Start the collectors again.`)
    } catch (error) {
      throw new Failure(`The tables of ${name} cannot be distributed: ${messageOf(error)}.`)
    } finally {
      await db.destroy()
    }
  },
}
