import { readFileSync } from 'node:fs'
import { simulate } from '../../server/src/metrics/simulation/simulate.ts'
import { type Group, madeDay } from '../../server/src/metrics/simulation/made-day.ts'
import type { Bench } from './measure/bench.ts'
import { median } from './measure/numbers.ts'
import { compared } from './measure/result.ts'

const size = { agents: 200, queues: 20, arrivals: 60_000, hours: 12 }
const rounds = 3

/** What weighs how much, and how long an agent has it: four channels. */
const channels = [
  { channelKind: 'voice', units: 100, handleSeconds: 120 },
  { channelKind: 'chat', units: 25, handleSeconds: 480 },
  { channelKind: 'sms', units: 15, handleSeconds: 600 },
  { channelKind: 'email', units: 10, handleSeconds: 900 },
] as const

/** A day of the size that the hub promises to simulate, and a day whose service level is known beforehand. */
export const simulationDay: Bench = {
  names: ['simulation.day', 'simulation.erlang'],
  async run() {
    const each = size.queues / channels.length
    const groups = Array.from({ length: size.queues }, (_, n): Group => {
      const channel = channels[Math.floor(n / each)] ?? channels[0]
      const perSecond = size.arrivals / size.queues / (size.hours * 3600)
      return {
        ...channel,
        queueId: `q${n}`,
        agents: size.agents / size.queues,
        perSecond,
        patienceSeconds: 300,
        targetSeconds: 30,
      }
    })
    const day = madeDay(groups, size.hours, 1)
    const times = Array.from({ length: rounds }, () => secondsOf(() => simulate(day)))
    const { found, told, row } = beside()
    return [
      compared({
        name: 'simulation.day',
        value: median(times),
        unit: 's',
        goal: { of: 'value', limit: 'at most', than: 10 },
        how: `${size.agents} agents, ${size.queues} queues, four channels, ${day.arrivals.length} arrivals in ${size.hours} hours of virtual time; median of ${rounds}`,
      }),
      compared(
        {
          name: 'simulation.erlang',
          value: found,
          unit: '%',
          goal: { of: 'ratio', limit: 'at least', than: 0.98 },
          how: `service level of ${row} simulated for 3000 hours, beside the golden value of Erlang A`,
        },
        { name: 'Erlang A', value: told },
      ),
    ]
  },
}

function secondsOf(work: () => unknown): number {
  const began = performance.now()
  work()
  return (performance.now() - began) / 1000
}

/** A row of the golden figures that is neither idle nor hopeless. */
function beside() {
  const path = new URL('../../server/src/metrics/erlang/golden.csv', import.meta.url)
  const [names = [], ...rows] = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  const at = (row: string[], name: string) => Number(row[names.indexOf(name)])
  const level = 'erlangA_sl_answered_within_T_over_offered'
  const row = rows.find((one) => at(one, 'agents') >= 10 && at(one, level) > 0.7 && at(one, level) < 0.9)
  if (!row) throw new Error('the golden figures hold no such row')
  const hours = 3000
  const group: Group = {
    queueId: 'calls',
    channelKind: 'voice',
    units: 100,
    agents: at(row, 'agents'),
    perSecond: at(row, 'calls_per_30min') / 1800,
    handleSeconds: at(row, 'aht_s'),
    patienceSeconds: at(row, 'patience_s'),
    targetSeconds: at(row, 'threshold_s'),
  }
  const [queue] = simulate(madeDay([group], hours, 5)).queues
  const found = queue ? (100 * queue.counters.answeredInTime) / queue.counters.offered : 0
  const about = `${at(row, 'calls_per_30min')} calls in half an hour of ${group.handleSeconds} s, ${group.agents} agents, patience ${group.patienceSeconds} s`
  return { found, told: 100 * at(row, level), row: about }
}
