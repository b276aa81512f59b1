const meanings: Record<number, string> = {
  11200: 'HTTP retrieval failure',
  30003: 'Unreachable destination handset',
  30004: 'Message blocked',
  30005: 'Unknown destination handset',
  30006: 'Landline or unreachable carrier',
  30007: 'Message filtered',
  30008: 'Unknown error',
}

/** What a code of the network means; null for none. */
export const meaningOf = (code: number | null): string | null =>
  code === null ? null : (meanings[code] ?? 'Unknown error')
