import type { Launcher } from '../contract.ts'
import type { WidgetConfig } from '../protocol.ts'
import { element, icon } from './element.ts'
import css from './loader.css?inline'

const bubble = 'M21 11.5a8.4 8.4 0 0 1-12.3 7.4L3 21l2.1-5.7A8.4 8.4 0 1 1 21 11.5Z'

/** The relative luminance of `#rrggbb`, near enough to choose between black and white. */
function light(colour: string): number {
  const channel = (at: number) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/** Puts the element with its shadow root on the page; it takes no place in the page's layout. */
export function paintLauncher(click: () => void): Launcher {
  const root = element('switchboard-chat').attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  const glyph = icon(bubble)
  const badge = element('span', { class: 'n', 'aria-hidden': 'true' })
  const button = element('button', { class: 'l', type: 'button', 'aria-expanded': 'false' }, glyph, badge)
  const frame = element('div', {}, button)
  let label = ''
  let more = ''
  const name = () => button.setAttribute('aria-label', label + more)
  button.onclick = click
  root.append(frame)
  root.adoptedStyleSheets = [sheet]
  // The root element, not the body: single-page sites exchange the body.
  document.documentElement.append(root.host)

  return {
    root,
    frame,
    button,
    paint(config: WidgetConfig) {
      const colour = config.colour
      const line = light(colour) > 0.25 ? '#565b66' : colour
      sheet.replaceSync(`${css}:host{--b:${colour};--i:${light(colour) > 0.179 ? '#111318' : '#fff'};--f:${line}}`)
      frame.className = config.position
      frame.dir = /^(ar|he|fa|ur)/.test(config.locale) ? 'rtl' : 'ltr'
      label = config.launcherLabel
      name()
    },
    setOpen(open) {
      frame.classList.toggle('open', open)
      button.setAttribute('aria-expanded', `${open}`)
      glyph.firstElementChild!.setAttribute('d', open ? 'm6 9 6 6 6-6' : bubble)
    },
    unread(count, words) {
      badge.textContent = count ? (count > 99 ? '99+' : `${count}`) : ''
      more = count ? `, ${words}` : ''
      name()
    },
  }
}
