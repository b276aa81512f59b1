import { AppError, ChannelRejectedError } from '../../errors.ts'
import type { Check } from '../carried.ts'
import { isReachable, type Webhooks } from './addresses.ts'
import { askFailure } from './failure.ts'
import { checkNumber, findNumber } from './numbers.ts'
import type { Provider } from './provider.ts'

type Step = [name: string, attempt: () => Promise<string> | string]

/** Tries a number out, step by step; stops at the first that fails and says what to do about it. */
export async function checkChannel(connect: () => Provider, webhooks: Webhooks): Promise<Check[]> {
  const checks: Check[] = []
  for (const [step, attempt] of stepsOf(connect, webhooks)) {
    try {
      checks.push({ step, ok: true, detail: await attempt() })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return [...checks, { step, ok: false, detail: error.message }]
    }
  }
  return checks
}

const stepsOf = (connect: () => Provider, webhooks: Webhooks): Step[] => [
  ['address', () => `The provider is asked at ${connect().settings.baseUrl}.`],
  ['login', () => login(connect())],
  ['number', () => number(connect())],
  ['public', () => reachable(connect(), webhooks)],
  ['webhook', () => webhook(connect(), webhooks)],
]

async function login({ client, settings }: Provider): Promise<string> {
  const account = await client.api
    .accounts(client.accountSid)
    .fetch()
    .catch((error: unknown) => {
      throw askFailure(error)
    })
  if (account.status && account.status !== 'active') throw new ChannelRejectedError(`The account is ${account.status}.`)
  return `Signed in to the account ${account.friendlyName || settings.accountId}.`
}

async function number(provider: Provider): Promise<string> {
  const { phoneNumber, capabilities } = await findNumber(provider)
  if (capabilities?.sms === false) throw new ChannelRejectedError(`The number ${phoneNumber} cannot send texts.`)
  return `The account has the number ${phoneNumber}${capabilities?.mms ? ', for texts and pictures' : ''}.`
}

function reachable({ settings }: Provider, { incoming }: Webhooks): string {
  if (!isReachable(settings.baseUrl, incoming)) {
    throw new ChannelRejectedError(
      `The provider cannot reach ${incoming}: set PUBLIC_URL to the address of the hub on the internet.`,
    )
  }
  return `The provider reports to ${incoming}.`
}

async function webhook(provider: Provider, webhooks: Webhooks): Promise<string> {
  const drift = await checkNumber(provider, webhooks)
  if (drift.length > 0) throw new ChannelRejectedError(`${drift.join(' ')} Connect the number to set it right.`)
  return 'Texts to the number are reported to this hub.'
}
