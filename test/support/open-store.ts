// Opens a store, brings it up to date and says so: the program that is cut off while it does. Not a test's own code.
// Usage: node test/support/open-store.ts <file or PostgreSQL URL>
import { fillSome } from '../../src/collector/store/fills.ts'
import { openPostgres } from '../../src/collector/store/postgres-store.ts'
import { openSqlite } from '../../src/collector/store/sqlite-store.ts'

const [place = ''] = process.argv.slice(2)
process.stdout.write('opening\n')
const db = await (place.startsWith('postgres:') ? openPostgres({ url: place }) : openSqlite(place))
while (await fillSome(db)) process.stdout.write('filling\n')
await db.destroy()
process.stdout.write('opened\n')
