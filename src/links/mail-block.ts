import { en } from '../i18n/en.ts'
import type { SurveyLink } from './survey-links.ts'

/** The words in a mail's block. Without words of your own it speaks English. */
export interface MailWords {
  /** Your company's or product's name in the built-in question. @default "us" */
  company?: string
  /** The question. @default the built-in one */
  question?: string
  /** What 0 means. */
  low?: string
  /** What 10 means. */
  high?: string
  /** Shown under the scale. @default that the choice opens a page, and that nothing is sent before Send */
  hint?: string
  /** The language of the words, as in HTML. @default "en" */
  lang?: string
  /** @default "ltr" */
  dir?: 'ltr' | 'rtl'
}

const hintInEnglish = 'Choosing opens a page. Nothing is sent before you press Send there.'

const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

// Both colours of a target are set, and the text's are left alone: mail clients in dark mode invert both, or use their own.
// Contrast 8.6.
const cell = ({ score, url }: SurveyLink) => `
      <td align="center" bgcolor="#1f4e79" style="border-radius:6px;background-color:#1f4e79;">
        <a href="${escaped(url)}" target="_blank" style="display:block;width:44px;line-height:44px;font-family:Arial,Helvetica,sans-serif;font-size:16px;font-weight:bold;color:#ffffff;text-decoration:none;">${score}</a>
      </td>`

/**
 * Rows of six and five, as on a narrow card: a row of eleven would be too wide for a phone, and no mail client wraps a
 * table.
 */
const row = (links: readonly SurveyLink[]) => `
    <tr>${links.map(cell).join('')}
    </tr>`

/**
 * A survey's eleven links as HTML for a mail template: tables and inline styles, no image, no script. Words and URLs are
 * escaped.
 */
export function mailBlock(links: readonly SurveyLink[], words: MailWords = {}): string {
  const { company = en.us, low = en.low, high = en.high, hint = hintInEnglish } = words
  const { question = en.question.replace('{product}', company), lang = 'en', dir = 'ltr' } = words
  const paragraph = (text: string, style: string) =>
    `<p style="margin:0 0 12px;font-family:Arial,Helvetica,sans-serif;${style}">${escaped(text)}</p>`

  return `<div lang="${escaped(lang)}" dir="${dir}">
  ${paragraph(question, 'font-size:18px;line-height:1.4;')}
  <table role="presentation" border="0" cellpadding="0" cellspacing="4" style="border-collapse:separate;border-spacing:4px;">${row(links.slice(0, 6))}${row(links.slice(6))}
  </table>
  ${paragraph(`0 = ${low}, 10 = ${high}`, 'margin-top:8px;font-size:14px;line-height:1.4;')}
  ${paragraph(hint, 'font-size:13px;line-height:1.4;')}
</div>
`
}
