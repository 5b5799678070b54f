export { type OptionsFromText as Options, OptionsSchema } from '../options/schema.ts'
export { limits, type ResponseRecord, ResponseSchema } from '../protocol/response.ts'
