const mark = '@@'

/** The machine's own steady time in ms: the same in all its processes, unlike performance.now(). */
export const steadyNow = (): number => {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1000 + nanoseconds / 1e6
}

/** A text that carries when it was written. */
export const sentNow = (text: string): string => `${text} ${mark}${steadyNow().toFixed(3)}${mark}`

/** How long ago the text in this frame was written, in ms; null when there is no such text in it. */
export function millisecondsSince(frame: Buffer): number | null {
  const from = frame.indexOf(mark)
  if (from < 0) return null
  const to = frame.indexOf(mark, from + mark.length)
  return steadyNow() - Number(frame.toString('latin1', from + mark.length, to))
}
