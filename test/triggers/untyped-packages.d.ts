declare module '@analytics/google-analytics' {
  import type { AnalyticsPlugin } from 'analytics'
  // biome-ignore lint/style/noDefaultExport: it is the package’s own.
  export default function googleAnalytics(config: object): AnalyticsPlugin
}
declare module 'data-layer-helper/dist/data-layer-helper.js'
