import type { Boot, Chat, Host, Visit } from '../contract.ts'
import { names } from '../contract.ts'
import type { Attributes, SessionAnswer, WidgetConfig } from '../protocol.ts'
import { openKeep } from './keep.ts'
import { openSession } from './session.ts'
import { ask, json } from './wire.ts'

/** Begins the visitor's part on a painted launcher. */
export function startVisit({ options, hub, config, launcher, emit, forbidden }: Boot): Visit {
  const address = `${hub}chat/${encodeURIComponent(options.channel)}/`
  const keep = openKeep(options.channel)
  let locale = options.locale ?? keep.get(names.locale) ?? config.locale
  let loading: Promise<Chat> | undefined
  let chat: Chat | undefined
  let wanted = false
  /** A log-in or log-out under way: whoever needs the session waits for its end. */
  let settling: Promise<unknown> = Promise.resolve()
  const session = openSession(address, keep, () => locale, options)
  let greeting: { dismiss(): void } | undefined

  const refused = (error: unknown) => {
    const { code = 'unavailable', message = '' } = error as { code?: string; message?: string }
    if (code !== 'superseded') emit('error', { code, message })
  }
  const begin: typeof session.begin = (extra) =>
    session.begin(extra).catch((error) => {
      if (error.code === 'origin_not_allowed') forbidden()
      throw error
    })
  let shown = 0
  let ended = false
  const unread = (count: number, words = `${count}`) => {
    launcher.unread(count, words)
    if (count !== shown) emit('unread', { count: (shown = count) })
  }

  const host: Host = {
    hub,
    address,
    root: launcher.root,
    keep,
    config: () => config,
    theme: () => config.theme,
    locale: () => locale,
    setLocale: (next) => void setLocale(next).catch(refused),
    session: (fresh) => settling.then(() => (session.answer && !fresh ? session.answer : begin())),
    token: () => session.answer?.token ?? null,
    emit,
    unread,
    close: () => show(false),
  }

  const load = () =>
    (loading ??= import('../app/main.tsx').then(
      (module) => {
        // Taken off the page while this was on its way.
        if (ended) throw { code: 'superseded' }
        return (chat = module.mount(host))
      },
      (error) => {
        loading = undefined
        throw error
      },
    ))

  /** Someone who was here before: is there anything for them, or of them? Then the chat runs behind its launcher. */
  const lookAhead = async (answer: SessionAnswer) => {
    unread(answer.unread)
    const waits = answer.unread || answer.conversation?.status === 'open' || keep.names(names.outbox).length
    if (waits) await load()
  }

  function show(open = !wanted) {
    if (open === wanted) return
    wanted = open
    launcher.setOpen(open)
    if (open) {
      keep.set(names.greeted, config.greeting?.text ?? null)
      greeting?.dismiss()
      launcher.button.setAttribute('aria-busy', 'true')
      load()
        .then(
          (loaded) => loaded.show(wanted),
          (error) => (show(false), refused(error)),
        )
        .finally(() => launcher.button.removeAttribute('aria-busy'))
    } else {
      chat?.show(false)
      launcher.button.focus()
    }
    emit(open ? 'open' : 'close', undefined)
  }

  async function setLocale(next: string) {
    keep.set(names.locale, (locale = next))
    const { theme, position } = config
    const texts = await ask<WidgetConfig>(`${address}config?locale=${encodeURIComponent(next)}`)
    if (locale !== next) return
    config = { ...texts, theme, position }
    launcher.paint(config)
    if (wanted) launcher.setOpen(true)
    greeting?.dismiss()
    chat?.configured()
  }

  /** Asks the hub who this is now; everything on the screen goes when it is someone else. */
  const renew = async (before: string | null) => {
    const answer = await begin()
    if (answer.token !== before) chat?.personChanged()
    await lookAhead(answer)
  }

  /** Once; a new text is shown again. */
  const greet = async () => {
    const asked = config.greeting
    if (!asked?.text || launcher.button.hidden || keep.get(names.greeted) === asked.text) return
    const { greet } = await import('./greeting.ts')
    const dismissed = () => keep.set(names.greeted, asked.text)
    if (!wanted) greeting = greet(asked, config, launcher, { open: () => show(true), dismissed })
  }
  greet().catch(refused)

  const unfollow = session.follow(() => {
    unread(0)
    chat?.personChanged()
  })
  if (keep.get(names.token) || options.identity) {
    begin()
      .then(lookAhead)
      .catch((error) => (load().catch(refused), refused(error)))
  }

  return {
    show,
    setLocale: host.setLocale,
    identify(identity) {
      session.identity = identity
      settling = renew(host.token()).catch(refused)
    },
    reset() {
      const token = keep.get(names.token)
      session.forget()
      unread(0)
      if (token) settling = begin({ token, reset: true }).catch(refused)
      chat?.personChanged()
    },
    setAttributes(attributes: Attributes) {
      session.attributes = { ...session.attributes, ...attributes }
      const token = host.token()
      if (token) ask(address + 'contact', json({ attributes }, token)).catch(refused)
    },
    end() {
      ended = true
      unfollow()
      greeting?.dismiss()
      chat?.destroy()
    },
  }
}
