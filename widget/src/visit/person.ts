/**
 * Whether what is kept in this browser may go on to the person the hub names now. Both are visitor ids, with `?` before
 * those nobody has verified. What someone typed before signing in is theirs; what another person typed is not.
 */
export function samePerson(before: string | null, now: string): boolean {
  if (!before || before === now) return true
  const [was, is] = [before.replace('?', ''), now.replace('?', '')]
  return was === is || (before.startsWith('?') && !now.startsWith('?'))
}
