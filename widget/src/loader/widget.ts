import type { InitOptions, Listener, WidgetEvents } from '../api.ts'
import type { Chat, Host, Mount } from '../contract.ts'
import { names } from '../contract.ts'
import type { Attributes, IdentityClaim, WidgetConfig } from '../protocol.ts'
import { openKeep } from './keep.ts'
import { paintLauncher } from './launcher.ts'
import type { Launcher } from './launcher.ts'
import { ask, json, openSession } from './session.ts'

declare const __CHAT__: string

export type Emit = <Name extends keyof WidgetEvents>(name: Name, detail: WidgetEvents[Name]) => void

/** One widget on the page: the launcher now, the chat when it is wanted. */
export function openWidget(options: InitOptions & { hub: string }, emit: Emit) {
  const { channel, hub } = options
  const address = `${hub}chat/${encodeURIComponent(channel)}/`
  const keep = openKeep(channel)
  let locale = options.locale ?? keep.get(names.locale) ?? (document.documentElement.lang || navigator.language)
  let config: WidgetConfig | undefined
  let launcher: Launcher | undefined
  let loading: Promise<Chat> | undefined
  let chat: Chat | undefined
  let wanted = false
  let gone = false
  let attempt = 0
  const session = openSession(address, keep, () => locale)
  session.identity = options.identity
  session.attributes = options.attributes

  const refused = (error: unknown) => {
    const { code = 'unavailable', message = '' } = error as { code?: string; message?: string }
    if (code !== 'superseded') emit('error', { code, message })
  }

  const host = (): Host => ({
    hub,
    key: channel,
    root: launcher!.root,
    keep,
    config: () => config!,
    theme: () => options.theme ?? config!.theme,
    locale: () => locale,
    setLocale,
    session: (fresh) => (session.answer && !fresh ? Promise.resolve(session.answer) : session.begin()),
    token: () => keep.get(names.token),
    emit,
    unread(count) {
      launcher!.unread(count)
      emit('unread', { count })
    },
    close: () => show(false),
  })

  const load = () =>
    (loading ??= import(/* @vite-ignore */ `${hub}widget/assets/${__CHAT__}`)
      .then((module: { mount: Mount }) => (chat = module.mount(host())))
      .catch((error) => {
        loading = undefined
        throw error
      }))

  /** A visitor who was here before: is there anything for them, or of them? */
  const lookAhead = async () => {
    if (!keep.get(names.token) && !session.identity) return
    const answer = await session.begin()
    launcher!.unread(answer.unread)
    if (answer.unread || answer.conversation?.status === 'open' || keep.names(names.outbox).length) await load()
  }

  const configure = async () => {
    try {
      config = await ask<WidgetConfig>(`${address}config?locale=${encodeURIComponent(locale)}`)
    } catch (error) {
      refused(error)
      const { status = 0 } = error as { status?: number }
      // A wrong key or a forbidden origin stays wrong; a hub that is away comes back.
      if ((!status || status >= 429) && !gone) setTimeout(configure, Math.min(60, 2 ** attempt++) * 1000)
      return
    }
    if (gone) return
    const first = !launcher
    launcher ??= paintLauncher(keep, options.launcher !== false, (open = !wanted) => show(open))
    launcher.paint(config, options.position ?? config.position)
    chat?.configured()
    if (!first) return
    emit('ready', { channel })
    lookAhead().catch(refused)
    if (wanted) show(true)
  }

  function show(open: boolean) {
    const changed = wanted !== open
    wanted = open
    if (!launcher) return
    launcher.setOpen(open)
    if (open) load().then((loaded) => loaded.show(wanted), () => { show(false); refused({}) })
    else {
      chat?.show(false)
      if (changed) launcher.button.focus()
    }
    if (changed) emit(open ? 'open' : 'close', undefined)
  }

  function setLocale(next: string) {
    keep.set(names.locale, (locale = next))
    void configure()
  }

  /** Asks the hub again; everything on the screen goes when the answer is about another person. */
  const renew = async (extra?: { token: string | null; reset: true }) => {
    const before = session.answer?.token ?? null
    if (extra) session.forget()
    if (extra) chat?.personChanged()
    const answer = await session.begin(extra)
    launcher?.unread(answer.unread)
    if (!extra && answer.token !== before) chat?.personChanged()
  }

  /** Another tab signed in or out. */
  const follow = (event: StorageEvent) => {
    if (event.key !== keep.prefix + names.token || event.newValue === session.answer?.token) return
    session.answer = null
    launcher?.unread(0)
    chat?.personChanged()
  }
  addEventListener('storage', follow)
  void configure()

  return {
    channel,
    open: () => show(true),
    close: () => show(false),
    toggle: () => show(!wanted),
    setLocale,
    identify(identity: IdentityClaim) {
      session.identity = identity
      if (launcher) renew().catch(refused)
    },
    reset() {
      const token = keep.get(names.token)
      session.identity = session.attributes = undefined
      launcher?.unread(0)
      if (token) renew({ token, reset: true }).catch(refused)
    },
    setAttributes(attributes: Attributes) {
      session.attributes = { ...session.attributes, ...attributes }
      if (session.answer) ask(address + 'contact', json({ attributes }, session.answer.token)).catch(refused)
    },
    shutdown() {
      gone = true
      removeEventListener('storage', follow)
      chat?.destroy()
      launcher?.remove()
    },
  }
}

export type Widget = ReturnType<typeof openWidget>
export type AnyListener = Listener<keyof WidgetEvents>
