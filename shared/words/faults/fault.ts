import type { SlotValue } from "../slots.ts";
import { slotNames } from "../sentence.ts";
import { type FaultCode, type FaultData, faults } from "./catalogue.ts";

/** What went wrong while doing something, as a value: the code names the sentence, `data` fills it. */
export type Fault<C extends FaultCode = FaultCode> = C extends FaultCode
  ? { readonly code: C; readonly data: FaultData<C> }
  : never;

/** A fault as it comes from a stored row or a wire: nothing is known of its code yet. */
export interface FaultLike {
  readonly code: string;
  readonly data: Readonly<Record<string, SlotValue>>;
}

/** Makes a fault; the compiler asks for exactly the values that the code's sentences show. */
export function fault<C extends FaultCode>(
  code: C,
  data: FaultData<C>,
): { readonly code: C; readonly data: FaultData<C> } {
  return { code, data };
}

export function isFaultCode(code: string): code is FaultCode {
  return Object.hasOwn(faults, code);
}

/** True when the code exists and `data` holds a value for each of its slots. */
export function isFault(value: FaultLike): value is Fault {
  return (
    isFaultCode(value.code) &&
    slotNames(value.code).every((name) => Object.hasOwn(value.data, name))
  );
}
