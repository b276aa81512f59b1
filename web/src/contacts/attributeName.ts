/** The name of an attribute as a label: `order_number` and `orderNumber` give "Order number". */
export function attributeName(key: string): string {
  const words = key
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, (_, end, begin) => `${end} ${begin.toLowerCase()}`)
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}
