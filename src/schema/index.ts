export { type OptionsFromText as Options, OptionsSchema } from './options.ts'
export { limits, type ResponseRecord, ResponseSchema } from './response.ts'
