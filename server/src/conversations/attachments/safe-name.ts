const longest = 120

/** A file's name that is safe to show, store in a header and write to a disk: no path, no control or direction characters. */
export function safeName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last
    // Direction marks can make "gpj.exe" read as "exe.jpg".
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*;%]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  if (clean === '') return 'file'
  const characters = [...clean]
  if (characters.length <= longest) return clean
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(clean)?.[0] ?? ''
  return characters.slice(0, longest - ending.length).join('') + ending
}
