export { OptionsSchema, type OptionsFromText as Options } from './options.ts'
export { limits, ResponseSchema, type ResponseRecord } from './response.ts'
