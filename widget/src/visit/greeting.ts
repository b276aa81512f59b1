import type { Keep, Launcher } from '../contract.ts'
import { names } from '../contract.ts'
import { element, icon } from '../loader/element.ts'
import type { WidgetConfig } from '../protocol.ts'
import css from './greeting.css?inline'
import { dismissWord } from './words.ts'

/** Shows the greeting after its delay, once; a new text is shown again. */
export function greet(config: WidgetConfig, keep: Keep, launcher: Launcher, open: () => void) {
  const text = config.greeting?.text
  if (!text || keep.get(names.greeted) === text) return undefined
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  const say = element('button', { type: 'button' }, text)
  const close = element('button', { type: 'button', 'aria-label': dismissWord(config.locale) }, icon('M6 6l12 12M18 6 6 18'))
  const card = element('div', { class: 'g', role: 'status' }, say, close)
  const timer = setTimeout(() => {
    launcher.root.adoptedStyleSheets.push(sheet)
    launcher.frame.prepend(card)
  }, config.greeting!.delaySeconds * 1000)
  const dismiss = (remember = true) => {
    clearTimeout(timer)
    card.remove()
    if (remember) keep.set(names.greeted, text)
  }
  say.onclick = open
  close.onclick = () => {
    dismiss()
    launcher.button.focus()
  }
  return { dismiss }
}
