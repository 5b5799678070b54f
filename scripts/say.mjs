// How the scripts print messages. Old versions of Node must be able to read this file.
const isPlain = stream => !stream.isTTY || process.env.NO_COLOR !== undefined

const dressed = (stream, code, text) => (isPlain(stream) ? text : `\u001b[${code}m${text}\u001b[0m`)

/** Prints in one line what is being done. */
export function say(sentence) {
  console.log(`${dressed(process.stdout, 2, 'howlikely')} ${sentence}`)
}

/** Prints what went wrong and what helps, and ends the program with exit code 1. */
export function stop(sentence) {
  console.error(`${dressed(process.stderr, 31, 'howlikely')} ${sentence}`)
  process.exit(1)
}
