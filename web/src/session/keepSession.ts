const key = 'switchboard.session.extended'
const day = 24 * 3600_000

/**
 * Extends the session of whoever uses the app, at most once a day: the hub moves the end of a session on when it is
 * asked for it. Where that fails nothing is lost; the next start of the app asks again.
 */
export async function keepSession(now = Date.now()): Promise<void> {
  if (now - Number(localStorage.getItem(key)) < day) return
  const answer = await fetch('/api/auth/get-session').catch(() => null)
  if (answer?.ok) localStorage.setItem(key, String(now))
}
