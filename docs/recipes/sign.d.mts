export function sign(secret: string, site: string, purpose: string, fields: string[], exp: number): string
export function surveyLinks(
  secret: string,
  site: string,
  page: string,
  survey: string,
  ref: string,
  respondent: string,
  exp: number,
): string[]
