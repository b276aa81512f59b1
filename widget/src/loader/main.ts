import type { InitOptions, SwitchboardApi } from '../api.ts'
import type { Emit } from '../contract.ts'
import { boot } from './boot.ts'

const script = document.currentScript as HTMLScriptElement | null
const early = window.Switchboard
const channel = script?.dataset.channel

function start() {
  let widget: ReturnType<typeof boot> | undefined
  let key: string | undefined
  /** What `init` goes on with when it is given nothing. */
  let last = channel && ({ ...script.dataset } as unknown as InitOptions)
  const listeners: Record<string, Set<(detail: unknown) => void>> = {}
  const emit: Emit = (name, detail) => listeners[name]?.forEach((listener) => listener(detail))
  const source = script?.src ?? location.href

  const methods: Record<string, (...args: never[]) => void> = {
    init(options: InitOptions | '' | undefined = last) {
      if (!options) return emit('error', { code: 'invalid_input', message: 'init: which channel?' })
      if (key === options.channel) return options.identity && methods.identify!(options.identity as never)
      methods.shutdown!()
      key = options.channel
      last = options
      widget = boot(options, new URL('.', options.hub ? options.hub + '/' : source).href.replace(/\/+$/, '/'), emit)
    },
    open: () => widget?.wish((visit) => visit.show(true)),
    close: () => widget?.wish((visit) => visit.show(false)),
    toggle: () => widget?.wish((visit) => visit.show()),
    on: (name: string, listener: (detail: unknown) => void) => (listeners[name] ??= new Set()).add(listener),
    off: (name: string, listener: (detail: unknown) => void) => listeners[name]?.delete(listener),
    shutdown() {
      widget?.shutdown()
      widget = key = undefined
    },
  }
  for (const name of ['identify', 'reset', 'setLocale', 'setAttributes'] as const) {
    methods[name] = (argument: never) => {
      // Who has logged out is not signed in again by what `init` was once told.
      if (name === 'reset' && last) last = { ...last, identity: undefined, attributes: undefined }
      widget?.wish((visit) => visit[name](argument))
    }
  }
  const call = (name: string, ...args: never[]) => methods[name]?.(...args)
  window.Switchboard = Object.assign(call, methods) as unknown as SwitchboardApi

  // Calls from before the script had loaded: `init` first, whatever the order on the page.
  const calls = Array.from(early?.q ?? [], (args) => Array.from(args) as [string, ...never[]])
  if (channel) methods.init!()
  for (const first of [true, false]) for (const args of calls) if ((args[0] === 'init') === first) call(...args)
}

// The script may be on the page twice: the first one stays, the second only says its channel.
if (!early?.init) start()
else if (channel) early.init({ channel })
