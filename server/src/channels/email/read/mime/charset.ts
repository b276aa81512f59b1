/** Names that mail programs use and the Encoding standard does not know. */
const aliases: Record<string, string> = {
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  'ks_c_5601-1992': 'euc-kr',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  utf8mb4: 'utf-8',
}

/** Charsets that say nothing: what the bytes look like decides. */
const unsaid = new Set(['', 'us-ascii', 'ascii', 'default', 'unknown-8bit', 'x-unknown', '8bit', 'binary'])

const utf8 = new TextDecoder('utf-8', { fatal: true })
const western = new TextDecoder('windows-1252')

/** Bytes whose charset is not known: UTF-8 when they can be, else windows-1252, which always succeeds. */
export function decodeUnsaid(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return western.decode(bytes)
  }
}

/** Text in the charset that a mail claims; never throws. */
export function decodeText(bytes: Uint8Array, claimed: string | null): string {
  const charset = (claimed ?? '').trim().toLowerCase()
  if (unsaid.has(charset)) return decodeUnsaid(bytes)
  const name = aliases[charset] ?? charset.replace(/^cp-?(125\d)$/, 'windows-$1')
  try {
    return new TextDecoder(name).decode(bytes)
  } catch {
    return decodeUnsaid(bytes)
  }
}
