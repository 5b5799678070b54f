// How the scripts speak to whoever runs them. Old versions of Node must be able to read this file.
const isPlain = stream => !stream.isTTY || process.env.NO_COLOR !== undefined

const dressed = (stream, code, text) => (isPlain(stream) ? text : `\u001b[${code}m${text}\u001b[0m`)

/** Tells what is being done, as one line. */
export function say(sentence) {
  console.log(`${dressed(process.stdout, 2, 'howlikely')} ${sentence}`)
}

/** Tells what went wrong and what helps, and ends the program with exit code 1. */
export function stop(sentence) {
  console.error(`${dressed(process.stderr, 31, 'howlikely')} ${sentence}`)
  process.exit(1)
}
