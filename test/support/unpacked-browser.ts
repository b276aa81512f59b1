import { browserPath } from './browser.ts'

/** Unpacks the browser before any test file asks for it: two that did so at once would start a half-written program. */
export const setup = async () => void (await browserPath())
