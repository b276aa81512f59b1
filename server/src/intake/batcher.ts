/**
 * Groups calls: at most `batches` run at once, and whatever is asked meanwhile goes together in the next ones, at most
 * `size` each. So a lone call waits for nothing and a flood costs few round trips. When a batch fails its members run
 * one by one, and each gets its own result or error.
 */
export function createBatcher<In, Out>(
  run: (items: In[]) => Promise<Out[]>,
  limits: { batches: number; size: number },
): (item: In) => Promise<Out> {
  interface Waiting {
    item: In
    resolve: (value: Out) => void
    reject: (error: unknown) => void
  }
  let waiting: Waiting[] = []
  let running = 0

  async function alone(one: Waiting) {
    try {
      const [value] = await run([one.item])
      one.resolve(value as Out)
    } catch (error) {
      one.reject(error)
    }
  }

  async function together(batch: Waiting[]) {
    try {
      const values = await run(batch.map((one) => one.item))
      batch.forEach((one, i) => one.resolve(values[i] as Out))
    } catch {
      await Promise.all(batch.map(alone))
    }
  }

  function next() {
    while (running < limits.batches && waiting.length > 0) {
      const batch = waiting.slice(0, limits.size)
      waiting = waiting.slice(limits.size)
      running++
      const done = batch.length === 1 && batch[0] ? alone(batch[0]) : together(batch)
      void done.finally(() => {
        running--
        next()
      })
    }
  }

  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<Out>()
    waiting.push({ item, resolve, reject })
    // Calls of one tick go together: the event loop has them all before the first leaves.
    if (waiting.length === 1) setImmediate(next)
    return promise
  }
}
