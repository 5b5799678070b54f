export { type OptionsFromText as Options, OptionsSchema } from '../options/schema.ts'
export { limits } from '../protocol/limits.ts'
export { type ResponseRecord, ResponseSchema } from '../protocol/response.ts'
