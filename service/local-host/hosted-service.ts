import type { HostEvent } from "../../shared/contract/events.ts";
import type { Reply } from "../../shared/contract/reply.ts";
import type { SourceId } from "../../shared/contract/scalars.ts";
import type { Result } from "../../shared/bytes/result.ts";
import type { Fault } from "../../shared/words/faults/fault.ts";

/** One body that a page sends: a loose file, or a file of a folder when `within` and `group` say so. */
export interface Upload {
  readonly name: string;
  /** `folder/below/name`, forward slashes. */
  readonly within?: string;
  /** The same for all files of one folder, which then become one source. */
  readonly group?: string;
  readonly body: AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
}

/** What a door needs of the service. */
export interface HostedService {
  invoke(call: string, input: unknown): Promise<Reply>;
  subscribe(listener: (event: HostEvent) => void): () => void;
  readonly sources: { upload(upload: Upload): Promise<Result<SourceId, Fault>> };
}
