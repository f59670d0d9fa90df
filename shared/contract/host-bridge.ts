import type { HostEvent } from "./events.ts";
import type { Reply, ReplyError } from "./reply.ts";
import type { PageVia, SourceId } from "./scalars.ts";

/** One file that a person gave, with its place below the folder they gave, if they gave a folder. */
export interface GivenFile<F> {
  readonly file: F;
  /** `folder/below/name`, forward slashes; the bare name for a loose file. */
  readonly path: string;
}

/** One source for each loose file and one for each folder, in the order given; or why there is none. */
export type Ingested =
  | { readonly ok: true; readonly sources: readonly SourceId[] }
  | { readonly ok: false; readonly error: ReplyError };

export type Saved = "saved" | "cancelled" | "failed";

/**
 * All that a page can do to the machine; `F` is the page's `File`. Electron's preload and the local
 * host's client are the two objects of this type, and `renderer/app/host` alone touches them.
 */
export interface HostBridge<F> {
  /** Whether a dropped folder may be given as the one `File` that stands for it; else the page walks it. */
  readonly takesFolders: boolean;
  /** Sends one call of `calls`; never rejects but for a lost connection. */
  invoke(name: string, input: unknown): Promise<Reply>;
  /** Returns the way to stop listening. */
  subscribe(listener: (event: HostEvent) => void): () => void;
  ingest(files: readonly GivenFile<F>[], via: PageVia): Promise<Ingested>;
  /**
   * Lets the person keep a copy of an item's package, under `name` unless they choose otherwise; with `page` a copy of
   * the verifier page beside it, which says that the submitter gave it.
   */
  save(id: string, name: string, page: boolean): Promise<Saved>;
}
