import { inkOn } from '../../colour.ts'
import type { Host } from '../../contract.ts'
import { readableOn } from '../text/contrast.ts'
import { isRightToLeft } from '../text/translate.ts'
import base from './base.css?inline'
import composer from './composer.css?inline'
import form from './form.css?inline'
import home from './home.css?inline'
import panel from './panel.css?inline'
import thread from './thread.css?inline'

const dark = '#17191f'

/** Gives the shadow root its style sheet and the place its theme, side and direction; returns how to take it off. */
export function dress(host: Host, place: HTMLElement) {
  const sheet = new CSSStyleSheet()
  const system = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    const { colour, position, locale } = host.config()
    const asked = host.theme()
    const isDark = asked === 'dark' || (asked === 'auto' && system.matches)
    const accent = readableOn(isDark ? dark : '#ffffff', colour)
    const scheme = isDark ? 'dark' : 'light'
    // The scheme is set here: in a style sheet the build would write it for old browsers too.
    const colours = `.sb{--brand:${colour};--ink:${inkOn(colour)};--accent:${accent};color-scheme:${scheme}}`
    sheet.replaceSync(colours + base + panel + home + form + thread + composer)
    place.className = `sb ${scheme} ${position}`
    place.dir = isRightToLeft(locale) ? 'rtl' : 'ltr'
    place.lang = locale
  }
  const undress = () => {
    system.removeEventListener('change', apply)
    host.root.adoptedStyleSheets = host.root.adoptedStyleSheets.filter((one) => one !== sheet)
  }
  apply()
  host.root.adoptedStyleSheets.push(sheet)
  system.addEventListener('change', apply)
  return Object.assign(undress, { again: apply })
}
