const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

/** A length of time in words: "90 days", "1 hour". Uses the largest unit that divides it, else rounds to the largest. */
export function lengthInWords(ms: number, locale: string): string {
  const whole =
    units.find(([, size]) => ms >= size && ms % size === 0) ?? units.find(([, size]) => ms >= size)
  const [unit, size] = whole ?? units[3]
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 1,
  }).format(ms / size)
}
