import axe from 'axe-core'
import type { Page } from 'playwright-core'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** Of these, what another colour scheme can change on the same screen. */
const colourRules = ['color-contrast', 'link-in-text-block']
/** A big screen, and a telephone. */
export const sizes = {
  wide: { width: 1440, height: 900 },
  narrow: { width: 390, height: 844 },
}

/** A screen to look at a page on. */
export interface Look {
  size: { width: number; height: number }
  colorScheme: 'light' | 'dark'
}

/** How one screen is looked at. Colours are the same on every screen: in both schemes on the big one only. */
export const looksOn = (size: Look['size']): Look[] => [
  { size, colorScheme: 'light' },
  ...(size === sizes.wide ? [{ size, colorScheme: 'dark' as const }] : []),
]
const everyLook = Object.values(sizes).flatMap(looksOn)

/** Each width and each colour once: enough where the page itself is looked at in all of them. */
export const someLooks: Look[] = [
  { size: sizes.wide, colorScheme: 'dark' },
  { size: sizes.narrow, colorScheme: 'light' },
]

interface Found {
  passes: number
  flaws: string[]
}

/**
 * What WCAG 2.2 AA finds wrong with what the page shows now (below `within`), wide and narrow, in light and in dark
 * unless only some looks are asked for; one line for each flaw. The page comes back as it was.
 * @throws Error when there was nothing to look at.
 */
export async function flawsIn(page: Page, within: string, looks = everyLook): Promise<string[]> {
  const before = page.viewportSize()
  const lines = new Set<string>()
  const seen = new Set<Look['size']>()
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(axe.source)
  for (const { size, colorScheme } of looks) {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { passes, flaws } = await look(page, within, seen.has(size) ? colourRules : rules)
    if (!seen.has(size) && passes < 3) throw new Error(`axe found nothing to look at in ${within}`)
    for (const flaw of flaws) lines.add(`${size.width} ${colorScheme}: ${flaw}`)
    seen.add(size)
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  if (before) await page.setViewportSize(before)
  return [...lines]
}

/** Waits for what still moves, since a colour on its way to another is neither. */
const look = (page: Page, within: string, only: string[]) =>
  page.evaluate<Found>(`(async () => {
    const painted = () => new Promise((done) => requestAnimationFrame(done))
    const moves = () => document.getAnimations().some((one) => Number.isFinite(one.effect.getComputedTiming().endTime))
    for (let still = 0; still < 3; still = moves() ? 0 : still + 1) await painted()
    const { passes, violations } = await axe.run(${JSON.stringify(within)}, { runOnly: ${JSON.stringify(only)}, resultTypes: ['violations'], preload: false })
    const told = ({ id }, { target, any, all }) => [id, target.flat().join(' '), ...[...any, ...all].map((one) => one.message)].join(' | ')
    return { passes: passes.length, flaws: violations.flatMap((one) => one.nodes.map((node) => told(one, node))) }
  })()`)
