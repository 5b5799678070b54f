// Prints what is said about five wrong values, or more, of each option of the site and of a survey, and of all inside them.
import { wrongOptionRows } from './wrong-options-page.ts'

for (const { path, found, message } of wrongOptionRows()) console.log(`${path} | ${found} | ${message}`)
