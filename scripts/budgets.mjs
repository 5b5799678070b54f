/** The most bytes, brotli, that a visitor's browser downloads, by what happens on the page. */
export const waysToPay = [
  { way: 'no trigger, or too soon to ask again', files: ['howlikely.js'], most: 3600 },
  { way: 'a trigger, nobody asked', files: ['howlikely.js', 'decision.js'], most: 13_760 },
  { way: 'asked, in English', files: ['howlikely.js', 'decision.js', 'survey.js'], most: 37_820 },
  {
    way: 'asked, in another language',
    files: ['howlikely.js', 'decision.js', 'survey.js', 'locales/*.js'],
    most: 38_710,
  },
]

/** The same for one of {@link waysToPay}. */
export function mostBytes(way) {
  const found = waysToPay.find(one => one.way === way)
  if (!found) throw new Error(`No budget is called "${way}".`)
  return found.most
}
