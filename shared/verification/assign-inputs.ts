import type { InputKind } from "./recognise-input.ts";

/** Something dropped or named, with what its content says that it is. */
export interface DroppedThing<T> {
  readonly thing: T;
  readonly kind: InputKind;
}

/** What becomes of the things in one drop. */
export interface AssignedInputs<T> {
  /** Each gets a verdict. */
  readonly inputs: readonly T[];
  /** Lie beside them: perhaps members, perhaps what a bare token, receipt or record is about. */
  readonly files: readonly T[];
  /** What the one bare token, receipt or record must be about; absent where it is not plain. */
  readonly data?: T;
}

/**
 * Decides what is judged and what only lies beside it, in the order of the drop. Files of no kind of ours lie beside
 * whatever is judged; alone they are judged themselves, so that somebody says that there is nothing in them. One bare
 * token, receipt or record and exactly one other file: that file is its data.
 */
export function assignInputs<T>(dropped: readonly DroppedThing<T>[]): AssignedInputs<T> {
  const inputs = dropped.filter(({ kind }) => kind !== "nothing");
  const others = dropped.filter(({ kind }) => kind === "nothing").map(({ thing }) => thing);
  if (inputs.length === 0) return { inputs: others, files: [] };
  const [only, another] = inputs;
  const [data, more] = others;
  const plain = only !== undefined && another === undefined && isBare(only.kind);
  const given = { inputs: inputs.map(({ thing }) => thing) };
  return plain && data !== undefined && more === undefined
    ? { ...given, files: [], data }
    : { ...given, files: others };
}

/** Whether an input of this kind is about bytes that lie elsewhere. */
function isBare(kind: InputKind): boolean {
  switch (kind) {
    case "timestamp-token":
    case "timestamp-response":
    case "tlog-proof":
    case "evidence-record":
      return true;
    case "package":
    case "container":
    case "nothing":
      return false;
  }
}
