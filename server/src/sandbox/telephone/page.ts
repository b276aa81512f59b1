import { RestError } from './http.ts'

/** One page of a list, in Twilio's words. The token of a page is the id of the last entry of the one before it. */
export function pageOf<Item extends { sid: string }>(
  name: string,
  path: string,
  query: URLSearchParams,
  items: Item[],
  show: (item: Item) => unknown,
): Record<string, unknown> {
  const size = Math.min(Math.max(Number(query.get('PageSize') ?? 50), 1), 1000)
  const page = Number(query.get('Page') ?? 0)
  const token = query.get('PageToken')
  const start = token ? items.findIndex(({ sid }) => sid === token) + 1 : 0
  if (token && start === 0) throw new RestError(400, 20006, 'The page token is not valid')
  const shown = items.slice(start, start + size)
  const more = start + size < items.length
  const uri = (number: number, after?: string) => {
    const asked = new URLSearchParams(query)
    asked.set('PageSize', String(size))
    asked.set('Page', String(number))
    if (after) asked.set('PageToken', after)
    else asked.delete('PageToken')
    return `${path}?${asked}`
  }
  return {
    [name]: shown.map(show),
    uri: uri(page, token ?? undefined),
    first_page_uri: uri(0),
    next_page_uri: more ? uri(page + 1, shown.at(-1)?.sid) : null,
    previous_page_uri: null,
    page,
    page_size: size,
    start: page * size,
    end: page * size + Math.max(shown.length - 1, 0),
  }
}
