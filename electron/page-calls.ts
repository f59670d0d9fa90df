import { basename } from "node:path";
import { calls } from "../shared/contract/calls.ts";
import type { Reply } from "../shared/contract/reply.ts";
import { faults } from "../shared/words/faults/catalogue.ts";
import type { Language } from "../shared/words/language.ts";
import { fill } from "../shared/words/sentence.ts";
import { chosenPaths } from "./given-paths.ts";
import type { ServiceConnection } from "./service-connection.ts";
import { type IngestReply, ingestRequest, type SaveReply, saveRequest } from "./shell-replies.ts";

/** Makes sources of the files that a page gave; a file that lies nowhere on disk refuses them all. */
export async function ingestFiles(
  service: ServiceConnection,
  language: Language,
  files: unknown,
  via: unknown,
): Promise<IngestReply> {
  const request = ingestRequest.parse({ files, via });
  const placeless = request.files.find((file) => file.absolute === "");
  if (placeless !== undefined) {
    const data = { name: placeless.name };
    const message = fill(faults.FILE_WITHOUT_PLACE[language], language, data);
    return { ok: false, error: { code: "FILE_WITHOUT_PLACE", message, data } };
  }
  return addSources(service, chosenPaths(request.files), request.via);
}

/** Hands paths to the service, which answers with opaque ids. */
export async function addSources(
  service: ServiceConnection,
  paths: readonly string[],
  via: "picker" | "drop",
): Promise<IngestReply> {
  const answer: Reply = await service.invoke("shell", "source.add", { paths, via });
  if (!answer.ok) return answer;
  return { ok: true, sources: calls["source.add"].output.parse(answer.value).sources };
}

/** Asks where to put a copy of a package, and has the service put it there, with the verifier page where it is wished. */
export async function savePackage(
  service: ServiceConnection,
  ask: (name: string) => Promise<string | undefined>,
  wish: unknown,
): Promise<SaveReply> {
  const request = saveRequest.parse(wish);
  const file = await ask(basename(request.name));
  if (file === undefined) return "cancelled";
  const beside = request.page ? { verifier: true } : {};
  const wanted = { id: request.id, file, ...beside };
  const answer = await service.invoke("shell", "evidence.export", wanted);
  return answer.ok ? "saved" : "failed";
}
