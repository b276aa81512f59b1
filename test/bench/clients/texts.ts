import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { sign } from '../../../server/src/sandbox/telephone/webhooks.ts'
import { answer } from '../measure/answer.ts'

/** Where texts are posted, what is signed, and how many. */
export interface Texts {
  address: string
  path: string
  /** The address of the hub that the provider was told; its host is not where the texts are posted. */
  publicUrl: string
  authToken: string
  accountId: string
  to: string
  /** Where pictures would be fetched. */
  media: string
  each: number
  count: number
}

/** One text in twenty has a picture; each customer writes some. */
function formOf(n: number, { to, media, accountId }: Texts): Record<string, string> {
  const id = randomBytes(16).toString('hex')
  const pictures = n % 20 === 0 ? 1 : 0
  return {
    MessageSid: `SM${id}`,
    AccountSid: accountId,
    From: `+1555${String(1_000_000 + (n % 700))}`,
    To: to,
    Body: 'Where is my order? I have been waiting since Monday.',
    NumMedia: String(pictures),
    ...(pictures && {
      MediaUrl0: `${media}/2010-04-01/Accounts/${accountId}/Messages/MM${id}/Media/ME1`,
      MediaContentType0: 'image/png',
    }),
  }
}

/** Resolves with the ms until it was answered. @throws Error when it was refused. */
async function post(n: number, texts: Texts, agent: Agent): Promise<number> {
  const form = formOf(n, texts)
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': sign(texts.authToken, texts.publicUrl + texts.path, form),
  }
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const began = performance.now()
  request(`http://${texts.address}${texts.path}`, { method: 'POST', agent, headers }, (res) => {
    res.resume().on('end', () => resolve(performance.now() - began))
    if (res.statusCode !== 200) reject(new Error(`a text was answered with ${res.statusCode}`))
  })
    .on('error', reject)
    .end(new URLSearchParams(form).toString())
  return promise
}

answer({
  /** Posts at an even pace, whether or not earlier ones have been answered; how long each took, in ms. */
  async pace(texts: Texts) {
    const agent = new Agent({ keepAlive: true, maxSockets: 64 })
    const began = performance.now()
    const sent: Promise<number>[] = []
    for (let n = 0; n < texts.count; n++) {
      const wait = began + (n * 1000) / texts.each - performance.now()
      if (wait > 0) await new Promise((done) => setTimeout(done, wait))
      sent.push(post(n, texts, agent))
    }
    return Promise.all(sent).finally(() => agent.destroy())
  },
})
