// Opens a store, brings it up to date and says so: the program that is cut off while it does. Not a test's own code.
// Usage: node test/support/open-store.ts <file or PostgreSQL URL>
import { createPostgresStore, openPostgres } from '../../src/collector/store/postgres-store.ts'
import { createSqliteStore, openSqlite } from '../../src/collector/store/sqlite-store.ts'

const [place = ''] = process.argv.slice(2)
process.stdout.write('opening\n')
const store = place.startsWith('postgres:')
  ? createPostgresStore(await openPostgres({ url: place }))
  : createSqliteStore(await openSqlite(place))
while (await store.fill()) process.stdout.write('filling\n')
await store.close()
process.stdout.write('opened\n')
