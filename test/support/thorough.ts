/** Whether this is `npm run test:all`: every engine, and campaigns in their full size. */
export const isThorough = process.env.HOWLIKELY_THOROUGH === '1'

/** How often to try something by chance: so often in `npm test`, and so often in `npm run test:all`. */
export const tries = (usual: number, thorough: number): number => (isThorough ? thorough : usual)
