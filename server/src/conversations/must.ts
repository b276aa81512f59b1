/** A row that a foreign key promises. @throws Error when it is gone all the same. */
export async function must<Row>(row: Promise<Row | null>): Promise<Row> {
  const found = await row
  if (!found) throw new Error('a row named by a foreign key could not be read')
  return found
}
