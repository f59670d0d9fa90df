import { colours } from "./pdf-sheet.ts";
import type { Setting } from "./pdf-text.ts";

/** How the pieces of a block are set. */
export const body: Setting = { face: "sans", size: 10, colour: colours.ink };
export const soft: Setting = { face: "sans", size: 8.5, colour: colours.soft };
export const small: Setting = { face: "sans", size: 8.5, colour: colours.ink };
export const exact: Setting = { face: "mono", size: 8, colour: colours.ink };
