import { v7, validate } from 'uuid'

/** A new id: unique, and sorted by the moment it was made. */
export const newId = (): string => v7()

/** Whether a text from outside can be an id at all; asked before it reaches a uuid column. */
export const isId = (value: unknown): value is string => typeof value === 'string' && validate(value)
