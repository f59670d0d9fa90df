import { type State, states } from "../../shared/evidence/states.ts";

/** The state that the step running in `state` leads to; itself at the end. */
export function stepAfter(state: State): State {
  return states[states.indexOf(state) + 1] ?? state;
}

/** How many of the steps are behind an item. */
export function stepCount(state: State): { readonly done: number; readonly total: number } {
  return { done: states.indexOf(state), total: states.length - 1 };
}
