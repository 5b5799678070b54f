import { nearest } from '../explain/nearest.ts'
import { type Command, type CommandIo, Failure, messageOf, WrongUse } from './command.ts'
import { helpOf, helpOfAll } from './help.ts'
import { readWords } from './read-words.ts'

const asksForHelp = (words: readonly string[]) => words.includes('--help') || words.includes('-h')

/**
 * Runs the command that the arguments name. Returns the exit code: 0, 1 if it could not be carried out, 2 if it was written
 * wrong.
 */
export async function runCommand(
  commands: readonly Command[],
  version: string,
  words: readonly string[],
  io: CommandIo,
): Promise<number> {
  const [first = '--help', ...rest] = words
  if (first === '--help' || first === '-h' || first === 'help') {
    io.writeOutput(helpOfAll(commands))
    return words.length === 0 ? 2 : 0
  }
  if (first === '--version' || first === '-v') {
    io.writeOutput(`${version}\n`)
    return 0
  }
  const names = commands.map(({ name }) => name)
  const command = commands.find(({ name }) => name === first)
  if (!command) {
    const meant = nearest(first, names)
    io.writeMessage(
      `Unknown command "${first}".${meant ? ` Did you mean ${meant}?` : ''} Allowed: ${names.join(', ')}. Nothing was done.`,
    )
    return 2
  }
  if (asksForHelp(rest)) {
    io.writeOutput(helpOf(command))
    return 0
  }
  try {
    await command.run(readWords(command, rest), io)
    return 0
  } catch (error) {
    if (error instanceof WrongUse) {
      io.writeMessage(error.message)
      return 2
    }
    // Anything that is no Failure is our own mistake; the operator gets a sentence all the same.
    io.writeMessage(error instanceof Failure ? error.message : `It could not be done: ${messageOf(error)}.`)
    return 1
  }
}
