/** An address without what stands after a plus: whose mailbox it is. */
export const ownerOf = (address: string): string => address.toLowerCase().replace(/\+[^@]*@/, '@')

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** The value of a header, in one line; empty when it is not there. */
export function headerOf(raw: Buffer, name: string): string {
  const headers = headersOf(raw)
  const found = new RegExp(`^${name}:(.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(headers)
  return (found?.[1] ?? '').replaceAll(/\s+/g, ' ').trim()
}

export function headersOf(raw: Buffer): string {
  const text = raw.subarray(0, 262_144).toString('latin1')
  const end = /\r?\n\r?\n/.exec(text)
  return text.slice(0, end ? end.index : text.length)
}

/** The addresses that stand in a header. */
export const addressesIn = (header: string): string[] => header.match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? []
