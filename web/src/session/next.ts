/** Where to go after signing in: a path of this app, never another site's address. */
export function afterSignIn(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next)) return '/'
  return next
}
