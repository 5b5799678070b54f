import { startPage } from './start-page.ts'

/** The script tag's file: the loader alone, which loads the rest when something happens. */
startPage(parts => parts)
