/** Whether a pathname fits a pattern in which `*` stands for any run of characters, none included. */
export function matchesPath(pattern: string, path: string): boolean {
  // No pathname holds a line break, so the first piece fits at the start only and the last at the end only.
  const line = `\n${path}\n`
  let end = 0
  return `\n${pattern}\n`.split('*').every(piece => {
    const start = line.indexOf(piece, end)
    end = start + piece.length
    return start >= 0
  })
}
