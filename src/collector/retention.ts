/** How long things are kept, in days from when they were received; null: until somebody erases them. */
export interface Retention {
  responseDays: number | null
  emailDays: number | null
}
