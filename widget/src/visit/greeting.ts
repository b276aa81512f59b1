import type { Launcher } from '../contract.ts'
import type { WidgetConfig } from '../protocol.ts'
import { element, icon } from '../loader/element.ts'
import css from './greeting.css?inline'

const words: Record<string, string> = { de: 'Ausblenden', es: 'Descartar', fr: 'Masquer', nl: 'Sluiten', ar: 'إخفاء' }

/** Shows the greeting after its delay, in seconds. */
export function greet(
  greeting: { text: string; delaySeconds: number },
  { locale, theme }: Pick<WidgetConfig, 'locale' | 'theme'>,
  launcher: Launcher,
  actions: { open: () => void; dismissed: () => void },
) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  const say = element('button', { type: 'button' }, greeting.text)
  const close = element(
    'button',
    { type: 'button', 'aria-label': words[locale.slice(0, 2)] ?? 'Dismiss' },
    icon('M6 6l12 12M18 6 6 18'),
  )
  const card = element('div', { class: `g ${theme}`, role: 'status' }, say, close)
  const timer = setTimeout(() => {
    launcher.root.adoptedStyleSheets.push(sheet)
    launcher.frame.prepend(card)
  }, greeting.delaySeconds * 1000)
  const dismiss = () => {
    clearTimeout(timer)
    card.remove()
  }
  say.onclick = actions.open
  close.onclick = () => {
    dismiss()
    actions.dismissed()
    launcher.button.focus()
  }
  return { dismiss }
}
