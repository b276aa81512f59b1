import type { InitOptions } from '../api.ts'
import type { Boot, Emit, Launcher, Visit } from '../contract.ts'
import type { WidgetConfig } from '../protocol.ts'
import { paintLauncher } from './launcher.ts'

/** The built file of `visit/visit.ts`, filled in by the build. */
declare const VISIT_FILE: string

type Wish = (visit: Visit) => void

/** Reads local storage where the browser allows it. */
function kept(name: string): string | undefined {
  try {
    return localStorage[name] as string | undefined
  } catch {}
}

/** Fetches the config, paints the launcher, and loads the rest when there is a reason to. */
export function boot(options: InitOptions, hub: string, emit: Emit) {
  const prefix = `switchboard:${options.channel}:`
  const language = options.locale ?? kept(prefix + 'locale') ?? (document.documentElement.lang || navigator.language)
  let launcher: Launcher | undefined
  let visit: Promise<Visit> | undefined
  let wishes: Wish[] = []
  let config: WidgetConfig
  let gone = false

  const wish = (work?: Wish) => {
    if (!launcher) return void (work && wishes.push(work))
    const given: Boot = { options, hub, config, launcher, emit, forbidden }
    visit ??= import(/* @vite-ignore */ `${hub}widget/assets/${VISIT_FILE}`).then((module) => module.startVisit(given))
    visit.then(
      (started) => void (!gone && work?.(started)),
      () => {
        visit = undefined
        emit('error', { code: 'unavailable', message: 'The chat could not be loaded' })
      },
    )
  }

  const shutdown = () => {
    gone = true
    launcher?.root.host.remove()
    visit?.then((started) => started.end())
  }
  const forbidden = () => {
    shutdown()
    // oxlint-disable-next-line no-console -- the owner of the site looks there, and nowhere else.
    console.warn(
      `Switchboard: ${location.origin} may not show this chat. Allow it at ${hub}settings/widgets under Security, Allowed sites.`,
    )
  }

  const configure = async (wait = 1) => {
    const answer = await fetch(`${hub}chat/${options.channel}/config?locale=${language}`, {
      credentials: 'omit',
    }).catch(() => {})
    if (gone) return
    // A wrong key or a page that is not allowed stays so; a hub that is away comes back.
    if (!answer || answer.status >= 429) return void setTimeout(configure, wait * 1e3, Math.min(60, wait * 2))
    const body = await answer.json()
    if (body.error?.code === 'origin_not_allowed') forbidden()
    if (!answer.ok) return emit('error', body.error)
    config = { ...body, theme: options.theme ?? body.theme, position: options.position ?? body.position }
    launcher = paintLauncher(() => wish((visit) => visit.show()))
    launcher.paint(config)
    launcher.button.hidden = `${options.launcher}` === 'false'
    emit('ready', { channel: options.channel })
    const greeting = config.greeting?.text
    wishes.map(wish)
    if (kept(prefix + 'me:token') || options.identity || (greeting && kept(prefix + 'greeted') !== greeting)) wish()
  }
  void configure()

  return { wish, shutdown }
}
