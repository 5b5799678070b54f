/** A length of time, or an instant since 1970-01-01T00:00Z, in milliseconds. */
export type Milliseconds = number
