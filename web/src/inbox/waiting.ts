/** A span in the shortest honest form: 40 s, 12 min, 3 h, 2 d. */
export function shortSpan(ms: number): { value: number; unit: 's' | 'min' | 'h' | 'd' } {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return { value: seconds, unit: 's' }
  if (seconds < 3600) return { value: Math.floor(seconds / 60), unit: 'min' }
  if (seconds < 86_400) return { value: Math.floor(seconds / 3600), unit: 'h' }
  return { value: Math.floor(seconds / 86_400), unit: 'd' }
}

/** How many, as a badge says it; the hub stops counting at ten thousand. */
export function badgeCount(count: number, locale: string): string {
  return count >= 10_000 ? `${(9999).toLocaleString(locale)}+` : count.toLocaleString(locale)
}
