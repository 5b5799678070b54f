import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** Creates an empty database on a server that is reached through one of its other databases. @returns its address */
export async function newDatabase(server: string): Promise<string> {
  const name = `howlikely_bench_${randomBytes(6).toString('hex')}`
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(`create database ${name} template template0 encoding 'UTF8'`)
  } finally {
    await client.end()
  }
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
