import type { Theme } from '../gql/gen/graphql.ts'

const key = 'switchboard.theme'
const dark = matchMedia('(prefers-color-scheme: dark)')
const chosen = () => localStorage.getItem(key)

function paint() {
  const isDark = chosen() === 'DARK' || (chosen() !== 'LIGHT' && dark.matches)
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
}

dark.addEventListener('change', paint)

/** Shows the screens light, dark or as the system says, and keeps the choice in this browser. */
export function setTheme(theme: Theme): void {
  localStorage.setItem(key, theme)
  paint()
}
