/** The named column of a row as an integer; throws when the database holds anything else there. */
export function integerOf(row: unknown, column: string): number {
  const value = columnOf(row, column);
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw damaged(column);
  return value;
}

/** The named column of a row as octets of their own. */
export function octetsOf(row: unknown, column: string): Uint8Array {
  const value = columnOf(row, column);
  if (!(value instanceof Uint8Array)) throw damaged(column);
  return new Uint8Array(value);
}

/** The named column of a row as text. */
export function textOf(row: unknown, column: string): string {
  const value = columnOf(row, column);
  if (typeof value !== "string") throw damaged(column);
  return value;
}

function columnOf(row: unknown, column: string): unknown {
  if (typeof row !== "object" || row === null) throw damaged(column);
  return Object.getOwnPropertyDescriptor(row, column)?.value;
}

function damaged(column: string): Error {
  return new Error(`the database of this node is damaged: ${column}`);
}
