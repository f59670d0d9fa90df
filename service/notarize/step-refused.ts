import type { Fault } from "../../shared/words/faults/fault.ts";

/** Ends a step from deep inside it, with a fault that a person has to do something about. */
export class StepRefused extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.code);
    this.name = "StepRefused";
    this.fault = fault;
  }
}
