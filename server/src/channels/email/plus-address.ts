/** The longest part before the @ that every server must take (RFC 5321, 4.5.3.1.1). */
const longestName = 64

/**
 * `support@x` with a token: `support+c<token>@x`. `c` marks answers of people, `b` reports of mail servers. The plain
 * address when the name would be too long.
 */
export function plusAddress(address: string, mark: 'c' | 'b', token: string): string {
  const at = address.lastIndexOf('@')
  const name = `${address.slice(0, at)}+${mark}${token}`
  return name.length > longestName ? address : name + address.slice(at)
}
