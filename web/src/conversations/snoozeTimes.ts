/** A moment a conversation can be put off to. */
export interface SnoozeTime {
  key: 'hour' | 'evening' | 'tomorrow' | 'monday'
  at: Date
}

function at(now: Date, days: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour)
}

/** What the snooze menu offers at a moment, in the agent's own time: this evening only until five o'clock. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const untilMonday = (8 - now.getDay()) % 7 || 7
  const times: SnoozeTime[] = [
    { key: 'hour', at: new Date(now.getTime() + 3_600_000) },
    { key: 'evening', at: at(now, 0, 18) },
    { key: 'tomorrow', at: at(now, 1, 9) },
    { key: 'monday', at: at(now, untilMonday, 9) },
  ]
  return times.filter((time) => time.key !== 'evening' || now.getHours() < 17)
}
