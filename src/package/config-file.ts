export { loadConfigFile } from '../options/config-file.ts'
