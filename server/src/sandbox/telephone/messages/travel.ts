import { setTimeout as wait } from 'node:timers/promises'
import { changeText, type State, type Text } from '../state.ts'
import { postWebhook } from '../webhooks.ts'

/** The longest file that a network takes, in bytes. */
const largest = 5_000_000

/** Takes a text step by step to the phone and tells its sender of each, as far as the faults let it. */
export async function travel(state: State, text: Text, mediaUrls: string[]): Promise<void> {
  const held: (() => Promise<void>)[] = []
  const reversed = state.faults.webhooks === 'reverse'
  const step = async (change: Partial<Text>) => {
    await wait(state.pace)
    changeText(state, text, change)
    const news = newsOf(state, text)
    const tell = () => postWebhook(state, text.statusCallback ?? '', news)
    if (reversed) held.unshift(tell)
    else await tell()
  }
  await step({ status: 'sending' })
  const error = state.faults.networkError ?? (await fetchAll(text, mediaUrls))
  await step({ status: 'sent', sentAt: state.now() })
  await step(error === null ? { status: 'delivered' } : { status: 'undelivered', errorCode: error })
  for (const tell of held) await tell()
}

/** What the sender is told. */
function newsOf({ accountSid }: State, text: Text): Record<string, string> {
  return {
    SmsSid: text.sid,
    SmsStatus: text.status,
    MessageStatus: text.status,
    To: text.to,
    MessageSid: text.sid,
    AccountSid: accountSid,
    From: text.from,
    ApiVersion: '2010-04-01',
    ...(text.errorCode !== null && { ErrorCode: String(text.errorCode) }),
  }
}

/** Fetches the files of a text from where its sender has them; the code of what went wrong, null when nothing did. */
async function fetchAll(text: Text, urls: string[]): Promise<number | null> {
  for (const [n, url] of urls.entries()) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(15_000) }).catch(() => null)
    const content = answer?.ok ? Buffer.from(await answer.arrayBuffer()) : null
    const media = text.media[n]
    if (!content || !media) return 11200
    if (content.length > largest) return 30019
    media.contentType = answer?.headers.get('content-type')?.split(';')[0] ?? 'application/octet-stream'
    media.content = content
  }
  return null
}
