import { expectTypeOf, test } from 'vitest'
import type * as z from 'zod/mini'
import type { ResponseSchema } from '../../src/protocol/response.ts'
import type { ResponseRecord } from '../../src/protocol/response-record.ts'

/** The fields that are fixed: a parsed record may hold others. */
type Fixed<Loose> = { [Key in keyof Loose as string extends Key ? never : Key]: Loose[Key] }
type Parsed = Fixed<z.infer<typeof ResponseSchema>>

test('what is documented of a response is what the schema says, no more and no less', () => {
  expectTypeOf<Parsed>().toExtend<ResponseRecord>()
  expectTypeOf<ResponseRecord>().toExtend<Parsed>()
  expectTypeOf<keyof Parsed>().toEqualTypeOf<keyof ResponseRecord>()
})
