/** Objects with known fields: name and kind each; `!` marks a field that must be there. */
export const shapes: Readonly<Record<string, string>> = {
  times: 'days day* from minutes to minutes zone zone',
  where: 'path paths device match locale match referrer match traits match{} trigger match{}',
  conditions: 'is scalar not scalar above number below number contains any exists flag',
  byCategory: 'promoter words passive words detractor words',
  question: 'id! any type! single|multiple|ease text! words choices choice*',
  choice: 'id! any text! words',
  thanks: 'promoter thank passive thank detractor thank',
  thank: 'text words link link',
  link: 'url! any text! words',
  cause:
    'name! any click any appears any path path secondsOnPage positive scrolled percent leaving flag event event',
  event: 'name! any where match{}',
  thankYouPage: 'path! path refParameter any',
  notice: 'url any note words',
}
