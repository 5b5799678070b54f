/**
 * Between two batches of something long: lets others have their turn. SQLite answers without ever letting go of its thread, so
 * that a loop of awaited statements alone would leave every message to that thread unread until it is done.
 */
export const takeTurns = (): Promise<void> => new Promise(resume => setImmediate(resume))
