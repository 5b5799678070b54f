import { open } from 'node:fs/promises'
import { exportOf } from '../../collector/export.ts'
import { openToRead } from '../../collector/store/open-to-read.ts'
import { type Command, Failure, messageOf } from '../command.ts'
import { dataFolderFlag, placeOfStore } from '../place-of-data.ts'
import { oneOf } from '../read-words.ts'

/** Exports every response. */
export const exporting: Command = {
  name: 'export',
  summary: 'writes out every response, while the collector runs or not',
  places: [],
  flags: {
    format: { value: 'format', help: 'json-lines, each as it came, or csv, for a spreadsheet (json-lines)' },
    separator: { value: 'name', help: 'of the csv: comma, semicolon or tab (comma)' },
    ids: {
      value: 'form',
      help: 'in the csv: plain, or text, which keeps leading zeros in a spreadsheet (plain)',
    },
    site: { value: 'name', help: 'only those of this site' },
    survey: { value: 'id', help: 'only those of this survey' },
    to: { value: 'file', help: 'into a new file that only you can read (the standard output)' },
    ...dataFolderFlag,
  },
  async run(given, io) {
    const format = oneOf('format', given.text('format'), ['json-lines', 'csv'])
    const separator = oneOf('separator', given.text('separator'), ['comma', 'semicolon', 'tab'])
    const ids = oneOf('ids', given.text('ids'), ['plain', 'text'])
    const [site, survey, to] = [given.text('site'), given.text('survey'), given.text('to')]
    const { store } = await openToRead(placeOfStore(given, io))
    const progress = io.startProgress('Exported, in kB')
    let bytes = 0
    const counted = async function* () {
      const which = { ...(site !== null && { site }), ...(survey !== null && { survey }) }
      for await (const chunk of exportOf(store, which, format === 'csv' ? { separator, ids } : null)) {
        bytes += chunk.byteLength
        progress.at(Math.round(bytes / 1000))
        yield chunk
      }
    }
    try {
      if (to === null) await io.streamOutput(counted())
      else await intoFile(to, counted())
    } finally {
      progress.end()
      await store.close()
    }
    if (to !== null) io.writeMessage(`${to}: ${bytes.toLocaleString('en')} bytes.`)
  },
}

async function intoFile(name: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    // Visitors' words are for the owner's eyes only, and an existing file is not overwritten.
    const file = await open(name, 'wx', 0o600)
    try {
      for await (const chunk of chunks) await file.writeFile(chunk)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    throw new Failure(`${name} cannot be written: ${messageOf(error)}.`)
  }
}
