import { createCookieStorage } from '../history/cookie-storage.ts'
import { recallOutcomes } from '../history/servers-cookie.ts'
import { handOver } from './hand-over.ts'

/** The file for sites that keep the history in a cookie, and for visitors about whom a server keeps something in one. */
handOver('cookies', { createCookieStorage, recallOutcomes })
