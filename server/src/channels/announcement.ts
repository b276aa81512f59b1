/** What customers who come to a queue read before they write; null: nothing. */
export const announcementOf = (queue: { crisisSince: Date | null; crisisText: string } | null): string | null =>
  (queue?.crisisSince && queue.crisisText) || null
