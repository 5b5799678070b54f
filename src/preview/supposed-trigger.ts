import type { SurveySettings } from '../options/settings.ts'
import type { Trigger } from '../protocol/trigger.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import { readTrigger } from '../triggers/read-trigger.ts'

/** The trigger a survey waits for, as if it had happened at that instant. */
export const supposedTrigger = ({ triggers }: Pick<SurveySettings, 'triggers'>, at: Milliseconds): Trigger =>
  readTrigger({ name: triggers[0] ?? 'visit', details: {}, source: 'command', at })
