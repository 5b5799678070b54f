/**
 * Lets others have their turn between two batches of something long. SQLite answers without ever yielding its thread, so a
 * loop of awaited statements alone would leave every message to that thread unread until it is done.
 */
export const takeTurns = (): Promise<void> => new Promise(resume => setImmediate(resume))
