import { answer } from '../measure/answer.ts'

// Loaded ahead of the hub's own main.ts, so that a server which knows nothing of benchmarks tells what it uses.
answer({})
