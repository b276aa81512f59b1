import { advice } from './advice.ts'
import { ebikes } from './ebikes.ts'
import { fleets } from './fleets.ts'
import { german } from './german.ts'
import { orders } from './orders.ts'
import { payments } from './payments.ts'
import { rental } from './rental.ts'
import { returns } from './returns.ts'
import { romance } from './romance.ts'
import type { Script } from './script.ts'
import { voices } from './voices.ts'
import { workshop } from './workshop.ts'

/** How often each kind of conversation happens, compared with the others. */
export const repertoire: readonly (readonly [Script[], number])[] = [
  [orders, 5],
  [returns, 4],
  [workshop, 4],
  [ebikes, 2.5],
  [payments, 3],
  [advice, 3],
  [voices, 1],
  [fleets, 1],
  [rental, 4],
  [german, 4],
  [romance, 4],
]

/** Every script there is. */
export const allScripts: readonly Script[] = repertoire.flatMap(([scripts]) => scripts)
