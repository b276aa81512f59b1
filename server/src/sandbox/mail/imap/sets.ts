/** Whether a number is in a set such as `1:4,7,9:*`; `last` is what `*` stands for. A range holds its ends in any order. */
export function inSet(set: string, number: number, last: number): boolean {
  return set.split(',').some((range) => {
    const [from = '', to = from] = range.split(':')
    const ends = [from, to].map((end) => (end === '*' ? last : Number(end))).toSorted((a, b) => a - b)
    return number >= (ends[0] ?? 0) && number <= (ends[1] ?? 0)
  })
}
