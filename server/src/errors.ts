/** An expected failure: shown to whoever asked, in its own words. Anything else is masked and logged with an id. */
export class AppError extends Error {
  /** Stable name for clients, in snake_case. */
  readonly code: string = 'error'
  /** The HTTP status it answers with. */
  readonly status: number = 500
}

/** It does not exist, or whoever asks may not know that it does. */
export class NotFoundError extends AppError {
  override readonly code = 'not_found'
  override readonly status = 404
}

/** It may be seen but this may not be done to it. */
export class ForbiddenError extends AppError {
  override readonly code: string = 'forbidden'
  override readonly status = 403

  constructor(message: string, code = 'forbidden') {
    super(message)
    this.code = code
  }
}

/** Nobody is signed in, or the token is no longer good. */
export class UnauthenticatedError extends AppError {
  override readonly code = 'unauthenticated'
  override readonly status = 401

  constructor(message = 'Please sign in.') {
    super(message)
  }
}

/** A value cannot be accepted; `field` is the path of the input it stands in. */
export class InvalidInputError extends AppError {
  override readonly code: string = 'invalid_input'
  override readonly status: number = 400
  readonly field: string

  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}

/** A body or file over its limit. */
export class TooLargeError extends InvalidInputError {
  override readonly code = 'too_large'
  override readonly status = 413
}

/** A file that carries a virus. */
export class InfectedError extends InvalidInputError {
  override readonly code = 'infected'
  override readonly status = 422
}

/** More waits for this sender already than may; what they sent or what is swept makes room again. */
export class QuotaError extends AppError {
  override readonly code = 'quota_exceeded'
  override readonly status = 413
}

/** Somebody else was first, or the thing's state does not allow it. */
export class ConflictError extends AppError {
  override readonly code = 'conflict'
  override readonly status = 409
}

/** Too many requests; `retryAfter` is in seconds. */
export class RateLimitedError extends AppError {
  override readonly code = 'rate_limited'
  override readonly status = 429
  readonly retryAfter: number

  constructor(retryAfter: number) {
    super(`Too many requests. Please try again in ${retryAfter} seconds.`)
    this.retryAfter = retryAfter
  }
}

/** The channel refused for good: trying again cannot help. */
export class ChannelRejectedError extends AppError {
  override readonly code = 'channel_rejected'
  override readonly status = 422
}

/** The channel, or something the hub needs, is away for now: trying again may help, but not within `retryAfter` s. */
export class ChannelUnavailableError extends AppError {
  override readonly code = 'unavailable'
  override readonly status = 503
  /** As the provider asked; null when it did not. */
  readonly retryAfter: number | null

  constructor(message: string, { retryAfter = null, ...options }: ErrorOptions & { retryAfter?: number | null } = {}) {
    super(message, options)
    this.retryAfter = retryAfter
  }
}

/** Nobody can say whether the provider took it: ask before anything is sent again. */
export class ChannelUncertainError extends AppError {
  override readonly code = 'uncertain'
  override readonly status = 502
}
