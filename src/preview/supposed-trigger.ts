import { readTrigger } from '../core/read-trigger.ts'
import type { Milliseconds, SurveySettings } from '../core/settings.ts'
import type { Trigger } from '../core/trigger.ts'

/** What a survey waits for, as if it had happened at that instant. */
export const supposedTrigger = ({ triggers }: Pick<SurveySettings, 'triggers'>, at: Milliseconds): Trigger =>
  readTrigger({ name: triggers[0] ?? 'visit', details: {}, source: 'command', at })
