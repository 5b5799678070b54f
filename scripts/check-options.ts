// Prints the sentences about five or more wrong values of each option of the site and of a survey, of everything inside
// them, and of each attribute.
import { wrongAttributeRows, wrongOptionRows } from './wrong-options-page.ts'

for (const { path, found, message } of [...wrongOptionRows(), ...wrongAttributeRows()])
  console.log(`${path} | ${found} | ${message}`)
