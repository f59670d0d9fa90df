import { hostEvent } from "../../../shared/contract/events.ts";
import type {
  GivenFile,
  HostBridge,
  Ingested,
  Saved,
} from "../../../shared/contract/host-bridge.ts";
import { type Reply, reply, replyError } from "../../../shared/contract/reply.ts";
import { sourceId } from "../../../shared/contract/scalars.ts";
import { z } from "../../../shared/contract/zod-csp.ts";
import { keptFile } from "../../../shared/contract/verify-calls.ts";
import { randomId } from "./random-id.ts";
import { saveKeptFile } from "./save-kept-file.ts";
import { LostConnection } from "./lost-connection.ts";
import { sendBody, type UploadWatch } from "./send-body.ts";

const uploadReply = z.discriminatedUnion("ok", [
  z.strictObject({ ok: z.literal(true), sources: z.array(sourceId).min(1) }),
  z.strictObject({ ok: z.literal(false), error: replyError }),
]);

/** The bridge of a browser: loopback HTTP to the service that served this page. */
export function localBridge(): HostBridge<File> {
  return {
    takesFolders: false,
    invoke,
    subscribe(listener) {
      const source = new EventSource("/events");
      source.onmessage = ({ data }: MessageEvent<unknown>) => {
        const event = hostEvent.safeParse(parseJson(data));
        if (event.success) listener(event.data);
      };
      return () => source.close();
    },
    ingest: (files) => uploadAll(files),
    async save(id, name, page) {
      const link = document.createElement("a");
      link.href = `/packages/${id}`;
      link.download = name;
      link.click();
      return page ? savePage(id) : "saved";
    },
  };
}

async function invoke(call: string, input: unknown): Promise<Reply> {
  const answer = await reach("/rpc", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ call, input }),
  });
  return reply.parse(await answer.json());
}

/** Lets the person keep the verifier page under the package's name. */
async function savePage(id: string): Promise<Saved> {
  const answer = await invoke("evidence.verifierPage", { id });
  if (!answer.ok) return "failed";
  saveKeptFile(keptFile.parse(answer.value));
  return "saved";
}

/**
 * Sends the bodies one after the other; those of one folder share a group and become one source. Rejects with the
 * signal's reason once that is aborted: what was under way is dropped by the service.
 */
export async function uploadAll(
  files: readonly GivenFile<File>[],
  watch?: UploadWatch,
): Promise<Ingested> {
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  let before = 0;
  const groups = new Map<string, string>();
  const sources = new Set<string>();
  for (const { file, path } of files) {
    const [folder, ...below] = path.split("/");
    const query = new URLSearchParams({ name: file.name });
    if (folder !== undefined && below.length > 0) {
      const group = groups.get(folder) ?? randomId();
      groups.set(folder, group);
      query.set("within", path);
      query.set("group", group);
    }
    const answer = await sendBody(`/upload?${query.toString()}`, file, {
      progress: (done) => watch?.progress(before + Math.min(done, file.size), total),
      signal: watch?.signal,
    });
    before += file.size;
    const read = uploadReply.parse(parseJson(answer));
    if (!read.ok) return read;
    for (const source of read.sources) sources.add(source);
  }
  return { ok: true, sources: [...sources] };
}

async function reach(path: string, request: RequestInit): Promise<Response> {
  const answer = await fetch(path, request).catch(() => undefined);
  if (answer?.ok !== true) throw new LostConnection();
  return answer;
}

function parseJson(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
