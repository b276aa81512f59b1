import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Capabilities, Channel, CreateLimiter, CustomerDesk } from '../channel.ts'
import { ForbiddenError, NotFoundError } from '../../errors.ts'
import type { Chat } from './exchange.ts'
import { createChatLimits, longestMessage } from './limits.ts'
import { admitOrigin, answerPreflight, nameOrigin } from './origin.ts'
import { prepare, type PreparedChat } from './prepared.ts'
import { discard, sendError } from './request.ts'
import { find } from './routes.ts'
import { createStreams, type StreamMeter } from './stream.ts'
import { createTokens } from './token.ts'

export interface ChatOptions {
  desk: CustomerDesk
  createLimiter: CreateLimiter
  /** 32 bytes that sign visitors' tokens. */
  tokenKey: Uint8Array
  /** The hub's own origin: its demo and its settings may embed every chat. */
  origin: string
  /** Where a request comes from, as far as proxies are trusted. */
  addressOf(req: IncomingMessage): string
  /** Logs what nobody expected and returns the id it is logged under. */
  report(error: unknown): string
  meter: StreamMeter
  now(): Date
}

const capabilities: Capabilities = {
  pull: true,
  attachments: true,
  typing: true,
  receipts: true,
  reopenDays: 0,
  maxLength: longestMessage,
  addresses: null,
  letters: false,
}

const path = /^\/chat\/([^/?]+)\/([^?]*)(\?.*)?$/

/** The website chat: everything below `/chat/`, as widget/src/protocol.ts has it. */
export function createChatChannel(options: ChatOptions): Channel {
  const { desk, now } = options
  const streams = createStreams(desk, options.meter)
  const tokens = createTokens(options.tokenKey, now)
  const chat: Chat = { desk, tokens, limits: createChatLimits(options.createLimiter), streams, now, admit }
  const stopListening = desk.onChannelChange(streams.recheck)

  function admit(req: IncomingMessage, prepared: PreparedChat, address: string) {
    admitOrigin(req, prepared, options.origin)
    if (!prepared.channel.enabled) throw new ForbiddenError('This chat is switched off.', 'channel_disabled')
    if (prepared.blocks(address)) throw new ForbiddenError('This chat is not available to you.', 'blocked')
  }

  async function answer(req: IncomingMessage, res: ServerResponse) {
    nameOrigin(req, res)
    if (req.method === 'OPTIONS') return answerPreflight(res)
    const [, key = '', rest = '', query = ''] = path.exec(req.url ?? '') ?? []
    const channel = await desk.channel('chat', key)
    if (!channel) throw new NotFoundError('There is no such chat.')
    const prepared = prepare(channel)
    const address = options.addressOf(req)
    admit(req, prepared, address)
    const { answer: route, id } = find(req.method ?? 'GET', rest)
    await route({ ...chat, req, res, chat: prepared, address, query: new URLSearchParams(query), id })
  }

  return {
    kind: 'chat',
    capabilities,
    handle(req, res) {
      if (!req.url?.startsWith('/chat/')) return false
      answer(req, res).catch(async (error: unknown) => {
        await discard(req)
        if (!req.complete && !res.headersSent) res.setHeader('Connection', 'close')
        sendError(res, error, options.report)
      })
      return true
    },
    async stop() {
      stopListening()
      streams.close()
    },
  }
}
