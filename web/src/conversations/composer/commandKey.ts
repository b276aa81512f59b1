/** What stands on the key that gives commands: ⌘ on a Mac, the word for Ctrl elsewhere. */
export const commandKey = (t: (key: string) => string): string =>
  /Mac|iP(hone|ad)/.test(navigator.platform) ? '⌘' : t('inbox.ctrl')
