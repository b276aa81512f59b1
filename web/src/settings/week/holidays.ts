/** A holiday as the API has it: minutes from midnight, null: closed all day. */
export interface HolidayInput {
  date: string
  name: string
  from?: number | null
  to?: number | null
}

/** A holiday as it is edited: `HH:MM`, empty: closed all day; an end of 00:00 is midnight at its end. */
export interface HolidayDraft {
  date: string
  name: string
  from: string
  to: string
}

const two = (n: number) => String(n).padStart(2, '0')
const clock = (minutes: number | null | undefined) =>
  minutes == null ? '' : `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`
const minutes = (text: string) => (text === '' ? null : Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5)))

/** Holidays to edit. */
export const holidayDrafts = (holidays: readonly HolidayInput[]): HolidayDraft[] =>
  holidays.map(({ date, name, from, to }) => ({ date, name, from: clock(from), to: clock(to) }))

/** The edited holidays as the API wants them. */
export const holidayInputs = (drafts: readonly HolidayDraft[]): HolidayInput[] =>
  drafts.map(({ date, name, from, to }) => {
    const end = minutes(to)
    return { date, name, from: minutes(from), to: end === 0 ? 1440 : end }
  })

/** A new holiday: a day after the last one, or today. */
export function nextHoliday(drafts: readonly HolidayDraft[], today: string): HolidayDraft {
  const last =
    drafts
      .map(({ date }) => date)
      .toSorted()
      .at(-1) ?? ''
  return { date: last >= today ? dayAfter(last) : today, name: '', from: '', to: '' }
}

const dayAfter = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
