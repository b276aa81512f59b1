import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
]

const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--font-render-hinting=none',
]

/**
 * Opens an installed Chromium or Chrome (or the one that CHROME_PATH names), else the one that comes from npm. Never
 * with the flags the latter suggests: they switch off the rules between origins that the tests are there to meet.
 */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await browserPath(), args: quiet })
}

/** Where the browser is; the packed one is unpacked when it is not yet. */
export async function browserPath(): Promise<string> {
  const own = process.env['CHROME_PATH'] ?? installed.find((path) => existsSync(path))
  if (own) return own
  const { default: packed } = await import('@sparticuz/chromium')
  return packed.executablePath()
}
