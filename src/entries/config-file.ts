import { loadConfigFile } from '../options/config-file.ts'
import { handOver } from './hand-over.ts'

/** The file for sites that keep their options in a file of their own. */
handOver('config-file', loadConfigFile)
