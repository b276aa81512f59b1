import type { InitOptions, SwitchboardApi, WidgetMethods } from '../api.ts'
import { openWidget } from './widget.ts'
import type { Emit, Widget } from './widget.ts'

const script = document.currentScript as HTMLScriptElement | null
const early = window.Switchboard
const channel = script?.dataset.channel

// The script may be on the page twice: the first one stays, the second only says its channel again.
if (early?.init) {
  if (channel) early.init({ channel })
} else {
  let widget: Widget | undefined
  const listeners = new Map<string, Set<(detail: never) => void>>()
  const emit: Emit = (name, detail) => listeners.get(name)?.forEach((listener) => listener(detail as never))
  const source = script?.src || location.href
  const forward = (name: 'open' | 'close' | 'toggle' | 'identify' | 'reset' | 'setLocale' | 'setAttributes') =>
    (argument?: unknown) => (widget?.[name] as undefined | ((argument: unknown) => void))?.(argument)

  const methods = {
    init(options: InitOptions) {
      if (widget?.channel === options.channel) {
        if (options.identity) widget.identify(options.identity)
        return
      }
      widget?.shutdown()
      widget = openWidget({ ...options, hub: new URL('.', options.hub ? options.hub.replace(/\/?$/, '/') : source).href }, emit)
    },
    on(name, listener) {
      if (!listeners.has(name)) listeners.set(name, new Set())
      listeners.get(name)!.add(listener)
    },
    off(name, listener) {
      listeners.get(name)?.delete(listener)
    },
    shutdown() {
      widget?.shutdown()
      widget = undefined
    },
  } as WidgetMethods
  for (const name of ['open', 'close', 'toggle', 'identify', 'reset', 'setLocale', 'setAttributes'] as const) {
    methods[name] = forward(name)
  }

  const call = (name: keyof WidgetMethods, ...args: unknown[]) =>
    (methods[name] as undefined | ((...args: unknown[]) => void))?.(...args)
  window.Switchboard = Object.assign(call, methods) as SwitchboardApi
  // Calls from before: `init` goes first, whatever the order on the page, then the rest in theirs.
  const calls = Array.from(early?.q ?? [], (args) => Array.from(args) as Parameters<typeof call>)
  if (channel) methods.init({ channel, ...(script.dataset as object) })
  calls.filter(([name]) => name === 'init').forEach((args) => call(...args))
  calls.filter(([name]) => name !== 'init').forEach((args) => call(...args))
}
