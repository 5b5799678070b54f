// Writes dist/howlikely.schema.json: the shape of a response, for endpoints in other languages.
import { mkdirSync, writeFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { ResponseSchema } from '../src/protocol/response.ts'

const schema = {
  title: 'A response of howlikely',
  ...z.toJSONSchema(ResponseSchema, { unrepresentable: 'any' }),
}

mkdirSync(new URL('../dist/', import.meta.url), { recursive: true })
writeFileSync(
  new URL('../dist/howlikely.schema.json', import.meta.url),
  `${JSON.stringify(schema, null, 2)}\n`,
)
