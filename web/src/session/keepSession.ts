const key = 'switchboard.session.extended'
const day = 24 * 3600_000

/**
 * Extends the session of whoever uses the app, at most once a day: the hub moves the end of a session on when it is
 * asked for it. Where that fails nothing is lost; the next start of the app asks again.
 */
export async function keepSession(now = Date.now()): Promise<void> {
  if (now - Number(localStorage.getItem(key)) < day) return
  if (await askForSession().catch(() => false)) localStorage.setItem(key, String(now))
}

async function askForSession(): Promise<boolean> {
  const answer = await fetch('/api/auth/get-session')
  // Read to its end, or the browser takes the request for one that is still under way.
  await answer.text()
  return answer.ok
}
