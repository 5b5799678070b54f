/** Text as a reader sees it: the same whether it was percent-encoded or plain, composed or decomposed. */
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
 * Whether a page's path matches a pattern in which `*` stands for any number of characters, including none. Either may be
 * percent-encoded. A route in the fragment, such as `/#/checkout`, counts if the pattern has a fragment, too.
 */
export function matchesPath(pattern: string, path: string): boolean {
  // A path contains no line break, so the first piece can match only at the start, and the last only at the end.
  const line = plain(`\n${pattern.includes('#') ? path : path.split('#')[0]}\n`)
  let end = 0
  return `\n${pattern}\n`.split('*').every(piece => {
    const text = plain(piece)
    const start = line.indexOf(text, end)
    end = start + text.length
    return start >= 0
  })
}
