// Prints what is said about five wrong values, or more, of each option.
import { optionProblems } from '../src/explain/option-problems.ts'
import { siteNames, wrongValuesOf } from '../test/options/wrong-values.ts'

for (const name of siteNames)
  for (const value of wrongValuesOf(name))
    for (const { message } of optionProblems([{}, { endpoint: '/responses', [name]: value }]))
      console.log(`${name} | ${JSON.stringify(value)} | ${message}`)
