/** The whole number that a field holds; -1, which the hub refuses at its field, when it holds none. */
export const whole = (text: string): number => (/^\s*\d+\s*$/.test(String(text)) ? Number(text) : -1)
