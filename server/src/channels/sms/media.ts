import { ChannelUnavailableError, InfectedError, TooLargeError } from '../../errors.ts'
import type { KeepFile } from '../carried.ts'
import { askFailure } from './failure.ts'
import { fetchMedia, MediaRefusedError } from './fetch-media.ts'
import { field } from './form.ts'
import type { Provider } from './provider.ts'

/** Files a text may have. */
const most = 10
/** How long a text waits for files that cannot be fetched: then it is shown without them. In ms. */
const patience = 5 * 60_000

interface Found {
  url: string
  contentType: string
}

/**
 * Fetches the files of a text and keeps them.
 * @param age ms since the text came in.
 * @throws ChannelUnavailableError while the provider does not hand them out and the text is young.
 */
export async function fetchFiles(
  said: Record<string, unknown>,
  provider: Provider,
  keepFile: KeepFile,
  age: number,
): Promise<{ fileIds: string[]; warnings: string[] }> {
  const fileIds: string[] = []
  const warnings: string[] = []
  const found = await filesOf(said, provider)
  if (found.length > most) warnings.push(`${found.length - most} more files were left out.`)
  for (const [n, file] of found.slice(0, most).entries()) {
    const name = nameOf(file.contentType, n + 1)
    try {
      const id = await keepFile({ name, contentId: null, inline: false, content: fetchMedia(file.url, provider) })
      if (id) fileIds.push(id)
      else warnings.push(`${name} was left out: it is over the limits.`)
    } catch (error) {
      warnings.push(leftOut(name, error, age))
    }
  }
  return { fileIds, warnings }
}

/** @throws what was caught when trying again may help, or when it is no matter of the file. */
function leftOut(name: string, error: unknown, age: number): string {
  if (error instanceof MediaRefusedError || error instanceof TooLargeError || error instanceof InfectedError)
    return `${name} was left out: ${error.message}`
  if (!(error instanceof ChannelUnavailableError) || age < patience) throw error
  return `${name} was left out: ${error.message}`
}

/** A webhook says where the files are; the provider's list of texts only says how many there are. */
async function filesOf(said: Record<string, unknown>, { client, settings }: Provider): Promise<Found[]> {
  const count = Math.min(Number(field(said, 'NumMedia')) || 0, 100)
  const told = Array.from({ length: count }, (_, n) => ({
    url: field(said, `MediaUrl${n}`),
    contentType: field(said, `MediaContentType${n}`),
  }))
  if (told.every(({ url }) => url !== '')) return told
  const id = field(said, 'MessageSid')
  const listed = await client
    .messages(id)
    .media.list({ limit: 100 })
    .catch((error: unknown) => {
      throw askFailure(error)
    })
  return listed.map(({ uri, contentType }) => ({
    url: new URL(uri.replace(/\.json$/, ''), settings.baseUrl).href,
    contentType,
  }))
}

const kinds: Record<string, string> = { image: 'picture', video: 'video', audio: 'sound' }
const endings: Record<string, string> = {
  jpeg: 'jpg',
  plain: 'txt',
  'x-vcard': 'vcf',
  vcard: 'vcf',
  '3gpp': '3gp',
  mpeg: 'mp3',
}

/** A name to show: providers have none. What the file really is, its bytes tell. */
export function nameOf(contentType: string, n: number): string {
  const [type = '', subtype = ''] = (contentType.split(';')[0] ?? '').trim().toLowerCase().split('/')
  const ending = endings[subtype] ?? (/^[a-z0-9]{2,5}$/.test(subtype) ? subtype : '')
  return `${kinds[type] ?? 'file'}-${n}${ending && `.${ending}`}`
}
