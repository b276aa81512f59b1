import * as v from 'valibot'

/** A text of a chat's settings: lines are kept, other control characters and broken ones are refused. */
export const text = (longest: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(longest, `Keep it under ${longest} characters.`),
    v.check(
      (value) => value.isWellFormed() && !/\p{Cc}/u.test(value.replaceAll('\n', '')),
      'This holds characters that cannot be shown.',
    ),
  )

/** As `text`, but not empty. */
export const words = (longest: number) => v.pipe(text(longest), v.nonEmpty('This must not be empty.'))
