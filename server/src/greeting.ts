import { demoAccounts, needsAdministrator, setupToken } from './agents/setup.ts'
import type { Services } from './context.ts'

/** What the terminal says once the hub answers: where to go, how to sign in, and what is still to be done. */
export async function greeting(services: Services): Promise<string> {
  const { env, db } = services
  const lines = [`Switchboard answers at ${env.PUBLIC_URL}`]
  if (env.DEMO) {
    lines.push(
      '',
      `  Inbox   ${env.PUBLIC_URL}/`,
      `  Shop    ${env.PUBLIC_URL}/demo        write in its chat: the inbox shows it at once`,
      `  Mail    ${env.PUBLIC_URL}/demo/mails  what the hub would have mailed`,
      '',
      `  Sign in as ${demoAccounts.join(', ')}`,
      `  Password   ${env.DEMO_PASSWORD ?? '(the one this centre was made with)'}`,
    )
  } else if (await needsAdministrator(db.prisma)) {
    const token = await setupToken(services)
    lines.push('', `  Open ${env.PUBLIC_URL}/welcome to make the first administrator.`)
    if (token) lines.push(`  It will ask for this one-time token: ${token}`)
  }
  return `\n${lines.join('\n')}\n\n`
}
