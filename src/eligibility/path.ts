/** Text as a reader sees it: percent-encoded or plain, composed or not, it is the same. */
const plain = (text: string): string =>
  text
    .replace(/(%[\da-f]{2})+/gi, run => {
      try {
        const decoded = decodeURIComponent(run)
        return decoded.includes('\n') ? run : decoded
      } catch {
        return run // No UTF-8.
      }
    })
    .normalize()

/**
 * Whether a page's path fits a pattern in which `*` stands for any run of characters, none included. Either may be
 * percent-encoded. A route in the fragment, such as `/#/checkout`, counts where the pattern names one.
 */
export function matchesPath(pattern: string, path: string): boolean {
  // No path holds a line break, so the first piece fits at the start only and the last at the end only.
  const line = plain(`\n${pattern.includes('#') ? path : path.split('#')[0]}\n`)
  let end = 0
  return `\n${pattern}\n`.split('*').every(piece => {
    const text = plain(piece)
    const start = line.indexOf(text, end)
    end = start + text.length
    return start >= 0
  })
}
