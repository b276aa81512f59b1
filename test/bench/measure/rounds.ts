/** What is done over and over by `workers` at once for `seconds`, and how often each second that was. */
export async function perSecond(
  { workers, seconds }: { workers: number; seconds: number },
  work: (worker: number, turn: number) => Promise<unknown>,
): Promise<number> {
  const started = performance.now()
  const until = started + seconds * 1000
  let done = 0
  const worker = async (_: unknown, number: number) => {
    for (let turn = 0; performance.now() < until; turn++) {
      await work(number, turn)
      done++
    }
  }
  await Promise.all(Array.from({ length: workers }, worker))
  return (done * 1000) / (performance.now() - started)
}

/**
 * Measures several things in turns, A B C A B C …, so that a change of the machine's mood meets all of them. The first
 * round is thrown away: it warms up. Answers with each one's figures.
 */
export async function inTurns<Name extends string>(
  rounds: number,
  measures: Record<Name, () => Promise<number>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(measures) as Name[]
  const found = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const figure = await measures[name]()
      if (round > 0) found[name].push(figure)
    }
  }
  return found
}
