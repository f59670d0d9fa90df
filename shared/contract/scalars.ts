import { isWellFormed } from "../bytes/utf8.ts";
import { states, kinds } from "../evidence/states.ts";
import { outcomes } from "../words/outcome.ts";
import { z } from "./zod-csp.ts";

/** What a file, folder or upload is called across a door: 32 lower-case hex digits, never a path. */
export const sourceId = z.string().regex(/^[0-9a-f]{32}$/u);
export type SourceId = z.infer<typeof sourceId>;

/** An item's id: 128 random bits, lower-case hex. */
export const itemId = z.string().regex(/^[0-9a-f]{32}$/u);

/** What a caller names a piece of judging: 128 random bits of its own, lower-case hex. */
export const jobId = z.string().regex(/^[0-9a-f]{32}$/u);
export type JobId = z.infer<typeof jobId>;

/** How a person names an item: its id, or its evidence number with or without dashes. */
export const itemReference = z.string().regex(/^[0-9A-Za-z-]{4,40}$/u);

/** RFC 3339, UTC, with milliseconds: the only form of time in our JSON. */
export const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u);

/** SHA-256 or SM3, lower-case hex. */
export const digest = z.string().regex(/^[0-9a-f]{64}$/u);

/** A number of bytes, entries or milliseconds. */
export const count = z.int().min(0);

/** One line of well-formed text that a person typed: a title, a matter, a name. */
export const line = z.string().min(1).max(500).refine(isWellFormed);

/** An origin, an address or a name, as the command line takes them. */
export const name = z.string().min(1).max(300).refine(isWellFormed);

export const passphrase = z.string().min(1).max(1024).refine(isWellFormed);

export const language = z.enum(["zh", "en"]);

export const state = z.enum(states);
export const kind = z.enum(kinds);
export const outcome = z.enum(outcomes);

/** The way in that evidence.json records as `via`; the other ways are not a page's to claim. */
export const pageVia = z.enum(["picker", "drop"]);
export type PageVia = z.infer<typeof pageVia>;

/** Values for the slots of a sentence in `shared/words`. */
export const slots = z.record(z.string(), z.union([z.string(), z.number()]));
