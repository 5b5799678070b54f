interface Terminal {
  isTTY?: boolean
  write(text: string): unknown
}

const width = 40

/** A growing bar on a terminal; writes nothing to a file or a pipe. */
export function progressBar(terminal: Terminal, total: number) {
  let shown = ''
  const draw = (text: string) => {
    if (!terminal.isTTY || text === shown) return
    shown = text
    terminal.write(`\r${text}`)
  }

  return {
    /** @param done of `total`; anything above it counts as all */
    show(done: number) {
      const share = Math.min(1, done / total)
      const filled = Math.round(width * share)
      draw(
        `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${String(Math.floor(100 * share)).padStart(3)} %`,
      )
    },
    end() {
      if (shown) terminal.write('\n')
    },
  }
}
