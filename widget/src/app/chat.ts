import type { Host } from '../contract.ts'
import { names } from '../contract.ts'
import type { ConversationSummary, SendAnswer, StreamEvent, VisitorProfile } from '../protocol.ts'
import type { Refusal } from '../visit/wire.ts'
import { createCore } from './core.ts'
import { createEnding } from './ending.ts'
import { createOutbox } from './outbox/outbox.ts'
import { watchPage } from './page.ts'
import { watchSeen } from './seen.ts'
import { beep } from './sound.ts'
import { current, fieldsFor } from './state.ts'
import type { FormAnswers } from './state.ts'
import { backoff, pause } from './stream/backoff.ts'
import { shareStream } from './stream/tabs.ts'
import { english, loadTexts, translator } from './text/translate.ts'
import type { Texts } from './text/translate.ts'
import { createConversations } from './thread/conversations.ts'
import { createTyping } from './typing.ts'
import { createUploads } from './uploads.ts'
import { createWire, isPassing } from './wire.ts'

export type ChatModel = ReturnType<typeof createChat>

/** Everything the chat does, without how it looks. */
export function createChat(host: Host) {
  const destroyed = new AbortController()
  const core = createCore(host, (core) => createWire(core, () => personChanged()))
  const { get, set, wire } = core
  let texts: Texts = english
  const t = () => translator(texts)
  const conversations = createConversations(core)
  const outbox = createOutbox(core, accepted)
  const typing = createTyping(core)
  const uploads = createUploads(core, t)
  const ending = createEnding(core, conversations.summary)
  const seen = watchSeen(core, destroyed.signal, t)
  let stream: ReturnType<typeof shareStream> | undefined
  watchPage(core, destroyed.signal)

  function accepted({ message, conversation }: SendAnswer) {
    take(message.conversationId, { type: 'message', message, conversation })
    const before = current(get())
    if (before?.id !== conversation.id && before?.status !== 'open') set({ currentId: conversation.id })
    if (!get().threads[conversation.id]) conversations.load(conversation.id).catch(() => {})
    stream?.tell({ type: 'message', message, conversation })
    host.emit('message', { conversationId: conversation.id, author: 'visitor', body: message.body })
  }

  function take(id: string, { message, conversation }: Extract<StreamEvent, { type: 'message' }>) {
    const isNew = conversations.message(message, conversation)
    if (message.author === 'visitor' || !isNew) return
    const { open, muted, config } = get()
    set({ typing: null })
    host.emit('message', { conversationId: id, author: message.author, body: message.body })
    if (!stream?.leading()) return
    seen.delivered(id, message.seq)
    if (!muted && config.features.sound && (!open || document.hidden)) beep()
  }

  function onEvent(event: StreamEvent) {
    if (event.type === 'message') take(event.message.conversationId, event)
    else if (event.type === 'conversation') conversations.summary(event.conversation)
    else if (event.type === 'typing') typing.hear(event)
    else if (event.type === 'online') set({ online: event.online })
    else if (event.type === 'announcement') set({ config: { ...get().config, announcement: event.text } })
    else if (event.type === 'expired') wire.renew().catch(() => {})
  }

  const readAll = async (signal: AbortSignal) => {
    const answer = await host.session()
    const list = await wire.call<ConversationSummary[]>('GET', 'conversations')
    if (signal.aborted) return
    set({ phase: 'ready', refusal: null, connection: 'live', visitor: answer.visitor, conversations: list })
    const open = list.find(({ status }) => status === 'open')
    const { view, currentId } = get()
    if (view === 'thread' && !currentId) {
      if (open) openConversation(open.id)
      else if (!get().outbox.length) set({ view: 'home' })
    }
    stream = shareStream(core, answer.visitor.id, answer.cursor, onEvent)
    outbox.kick()
  }

  async function begin() {
    if (get().phase !== 'idle') return
    const signal = core.signal()
    const form = JSON.parse(host.keep.get(names.form) ?? '{}') as FormAnswers
    set({ phase: 'starting', view: host.keep.get(names.token) ? 'thread' : 'home', form })
    outbox.refresh()
    for (let attempt = 0; !signal.aborted && get().phase === 'starting'; attempt++) {
      try {
        await readAll(signal)
      } catch (error) {
        const refusal = error as Refusal
        if (signal.aborted) return
        if (!isPassing(refusal)) return set({ phase: 'refused', refusal })
        set({ connection: 'lost' })
        await pause(backoff(attempt), signal)
      }
    }
  }

  function personChanged() {
    core.forget()
    stream = undefined
    if (get().open || host.keep.get(names.token)) void begin()
  }

  function openConversation(id: string) {
    set({ view: 'thread', currentId: id })
    conversations.load(id).catch(() => {})
  }

  return {
    core,
    t,
    begin: () => void begin(),
    personChanged,
    openConversation,
    loadOlder: (id: string, before: number) => conversations.load(id, before).catch(() => {}),
    go: (view: 'home') => set({ view, currentId: null }),
    /** To the open conversation, or through what must be asked first to a new one. */
    startNew() {
      const state = get()
      const open = state.conversations.find(({ status }) => status === 'open')
      if (open) return openConversation(open.id)
      set({ currentId: null, view: fieldsFor(state).length ? 'form' : 'thread' })
    },
    submitForm(form: FormAnswers) {
      host.keep.set(names.form, JSON.stringify(form))
      set({ form, formErrors: {}, view: 'thread' })
      const refused = get().outbox.find(({ failed }) => failed?.field)
      if (refused) outbox.retry(refused.clientId)
    },
    /** Back to the form a message was refused for. */
    correctForm: () => set({ view: 'form' }),
    send(body: string) {
      const { currentId, form } = get()
      const begins = current(get())?.status !== 'open'
      set({ view: 'thread' })
      outbox.add(body, currentId, begins && Object.keys(form).length ? form : undefined)
      typing.sent()
      host.keep.set(names.draft, null)
    },
    /** Where to send the answer when nobody is there. @throws Refusal when it is no address. */
    async leaveAddress(email: string) {
      set({ visitor: await wire.call<VisitorProfile>('POST', 'contact', { email }) })
    },
    retry: outbox.retry,
    discard: outbox.discard,
    type(text: string) {
      host.keep.set(names.draft, text || null)
      typing.type(text)
    },
    draft: () => host.keep.get(names.draft) ?? '',
    ...uploads,
    ...ending,
    toggleMuted() {
      const muted = !get().muted
      host.keep.set(names.muted, muted ? '1' : null)
      set({ muted })
    },
    /** Takes over the loader's new config and the language's texts. */
    async configured() {
      const config = host.config()
      texts = await loadTexts(host.locale().slice(0, 2) === config.locale.slice(0, 2) ? host.locale() : config.locale)
      if (!destroyed.signal.aborted) set({ config })
    },
    destroy() {
      destroyed.abort()
      core.forget()
      outbox.stop()
    },
  }
}
