/** The most bytes, brotli, that a visitor's browser downloads, by what happens on the page. */
export const waysToPay: readonly { way: string; files: readonly string[]; most: number }[]

/** The same for one of {@link waysToPay}. */
export function mostBytes(way: string): number
