import { linkify } from '../text/linkify.ts'

/** A message's text: plain, with its links. */
export function Text({ body }: { body: string }) {
  return (
    <p dir="auto">
      {linkify(body).map(({ text, href }, at) =>
        href ? (
          <a key={at} href={href} target="_blank" rel="noopener noreferrer nofollow">
            {text}
          </a>
        ) : (
          text
        ),
      )}
    </p>
  )
}
