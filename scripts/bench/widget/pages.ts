export const pageNames = ['floor', 'bare', 'howlikely'] as const
export type PageName = (typeof pageNames)[number]

/** A page that shows a survey. */
export interface BenchPage {
  name: PageName
  /** Code that is run in the page to show the survey. */
  trigger: string
  /** The tag, with additional attributes. */
  tag(attributes: string): string
}

const ownTag = (name: PageName) => (attributes: string) =>
  `<script async src="/files/${name}.js"${attributes}></script>`

export const benchPages: readonly BenchPage[] = [
  { name: 'floor', trigger: 'showSurvey()', tag: ownTag('floor') },
  { name: 'bare', trigger: 'showSurvey()', tag: ownTag('bare') },
  {
    name: 'howlikely',
    trigger: "howlikely('trigger', 'checkout')",
    tag: attributes =>
      `<script async src="/howlikely.js" data-endpoint="/responses" data-delay="0" data-automation="ask"${attributes}></script>`,
  },
]

/** The path of a page without any survey, for comparison. */
export const emptyPath = '/empty'

/** The path of the page that waits for its trigger. */
export const pathOf = ({ name }: BenchPage) => `/${name}`
/** The path of the page with the trigger on its tag, which shows the survey as soon as it can. */
export const triggeredPathOf = ({ name }: BenchPage) => `/${name}/triggered`

/** Every page by its path. */
export function documents(): Map<string, string> {
  const found = new Map([[emptyPath, documentWith('')]])
  for (const page of benchPages) {
    found.set(pathOf(page), documentWith(page.tag('')))
    found.set(triggeredPathOf(page), documentWith(page.tag(' data-trigger="checkout"')))
  }
  return found
}

const paragraph =
  '<p>Your coffee is roasted tomorrow morning and leaves us at noon. You will get a mail with a number to follow it by.</p>'

const documentWith = (tag: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Thank you</title>
<link rel="icon" href="data:,">
${tag}
<h1>Thank you for your order</h1>
${paragraph.repeat(12)}
</html>
`
