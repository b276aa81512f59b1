/** What screens show of a contact: the name, else the address, else 'Visitor' and a short number that stays theirs. */
export function displayName(row: { id: string; name: string | null; email: string | null; phone: string | null }) {
  return row.name || row.email || row.phone || `Visitor ${shortNumber(row.id)}`
}

/** Four digits out of the random end of the id. */
const shortNumber = (id: string) => String(Number.parseInt(id.slice(-8), 16) % 10_000).padStart(4, '0')
