import { inkOn, luminance, parseColour } from '../colour.ts'
import type { Keep } from '../contract.ts'
import { names } from '../contract.ts'
import type { WidgetConfig } from '../protocol.ts'
import { element, icon } from './element.ts'
import css from './loader.css?inline'

const bubble = 'M21 11.5a8.4 8.4 0 0 1-12.3 7.4L3 21l2.1-5.7A8.4 8.4 0 1 1 21 11.5Z'
const cross = 'M6 6l12 12M18 6 6 18'
const words: Record<string, [unread: string, dismiss: string]> = {
  en: ['unread', 'Dismiss'],
  de: ['ungelesen', 'Ausblenden'],
  es: ['sin leer', 'Descartar'],
  fr: ['non lus', 'Masquer'],
  nl: ['ongelezen', 'Sluiten'],
  ar: ['غير مقروءة', 'إخفاء'],
}

export interface Launcher {
  root: ShadowRoot
  button: HTMLElement
  paint(config: WidgetConfig, position: string): void
  setOpen(open: boolean): void
  unread(count: number): void
  remove(): void
}

/** Puts the element with its shadow root on the page; it takes no place in the page's layout. */
export function paintLauncher(keep: Keep, visible: boolean, toggle: (open?: boolean) => void): Launcher {
  const host = element('switchboard-chat', {})
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  const glyph = icon(bubble)
  const badge = element('span', { class: 'n', 'aria-hidden': 'true' })
  const button = element('button', { class: 'l', type: 'button', click: () => toggle() }, glyph, badge)
  const frame = element('div', {}, button)
  let greeting: HTMLElement | undefined
  let timer = 0
  let count = 0
  let config: WidgetConfig
  const say = () => words[config.locale.slice(0, 2)] ?? words.en!
  const label = () =>
    button.setAttribute('aria-label', config.launcherLabel + (count ? `, ${count} ${say()[0]}` : ''))
  const dismiss = () => {
    keep.set(names.greeted, config.greeting?.text ?? null)
    clearTimeout(timer)
    greeting?.remove()
  }
  const greet = () => {
    const text = config.greeting?.text
    if (!text || keep.get(names.greeted) === text) return
    greeting = element(
      'div',
      { class: 'g', role: 'status' },
      element('button', { type: 'button', click: () => toggle(true) }, text),
      element('button', { type: 'button', 'aria-label': say()[1], click: dismiss }, icon(cross)),
    )
    frame.prepend(greeting)
  }

  button.hidden = !visible
  root.append(frame)
  // The root element, not the body: single-page sites exchange the body.
  document.documentElement.append(host)

  return {
    root,
    button,
    paint(next, position) {
      const first = !config
      config = next
      // A launcher as light as most pages gets a hair line by its shadow; the ink is chosen by contrast.
      const line = luminance(parseColour(next.colour)) > 0.8 ? '#767b88' : next.colour
      sheet.replaceSync(css + `.l{--ink:${inkOn(next.colour)};background:${next.colour}}:focus-visible{--brand:${line}}`)
      root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets.filter((other) => other !== sheet)]
      frame.className = position
      frame.dir = next.locale.startsWith('ar') ? 'rtl' : 'ltr'
      label()
      if (first && next.greeting && visible) timer = window.setTimeout(greet, next.greeting.delaySeconds * 1000)
    },
    setOpen(open) {
      frame.classList.toggle('open', open)
      button.setAttribute('aria-expanded', String(open))
      glyph.firstElementChild!.setAttribute('d', open ? 'm6 9 6 6 6-6' : bubble)
      if (open) dismiss()
    },
    unread(next) {
      count = next
      badge.textContent = next ? (next > 99 ? '99+' : `${next}`) : ''
      label()
    },
    remove() {
      clearTimeout(timer)
      host.remove()
    },
  }
}
