import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { databaseFileIn } from '../collector/database.ts'
import { readSettings } from '../collector/settings.ts'
import { type CommandIo, Failure, type Flag, type Given, WrongUse } from './command.ts'

/** Where a command finds the collector's data. */
export interface PlaceOfData {
  dataFolder: string
  databaseUrl: string | null
}

export const dataFolderFlag: Record<'data-folder', Flag> = {
  'data-folder': { value: 'folder', help: 'where the collector keeps its data (DATA_FOLDER, or ./data)' },
}

/** The place of the collector's data: from the flag, else from the collector's own environment. @throws {@link WrongUse} */
export function placeOfData(given: Given, { environment }: Pick<CommandIo, 'environment'>): PlaceOfData {
  const folder = given.text('data-folder')
  const read = readSettings({
    DATA_FOLDER: folder ?? environment.DATA_FOLDER,
    // Naming a folder means its own database.
    DATABASE_URL: folder === null ? environment.DATABASE_URL : undefined,
  })
  if (!read.ok) throw new WrongUse(`${read.problem} Nothing was done.`)
  return { dataFolder: resolve(read.settings.dataFolder), databaseUrl: read.settings.databaseUrl }
}

/** The same, but a database must already be there: looking does not create one. @throws {@link Failure} */
export function placeOfStore(given: Given, io: Pick<CommandIo, 'environment'>): PlaceOfData {
  const place = placeOfData(given, io)
  if (place.databaseUrl === null && !existsSync(databaseFileIn(place.dataFolder))) {
    throw new Failure(
      `There is no database in ${place.dataFolder}: it would be howlikely.sqlite. Name the folder with --data-folder, or a PostgreSQL database in DATABASE_URL. Nothing was done.`,
    )
  }
  return place
}
