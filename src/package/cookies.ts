export { createCookieStorage } from '../history/cookie-storage.ts'
export { recallOutcomes } from '../history/servers-cookie.ts'
