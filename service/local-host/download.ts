import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import { calls } from "../../shared/contract/calls.ts";
import { pageHeaders } from "../../shared/contract/page-assets.ts";
import type { HostedService } from "./hosted-service.ts";

/** Sends an item's package; false when there is none (yet), before anything was sent. */
export async function sendPackage(
  service: HostedService,
  id: string,
  response: ServerResponse,
): Promise<boolean> {
  const path = await packageOf(service, id);
  const size = path === undefined ? undefined : await sizeOf(path);
  if (path === undefined || size === undefined) return false;
  const name = basename(path);
  response.writeHead(200, {
    ...pageHeaders("application/vnd.etsi.asic-e+zip"),
    "content-length": String(size),
    "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
  // A page that leaves in the middle is no fault of ours.
  await pipeline(createReadStream(path), response).catch(() => undefined);
  return true;
}

async function packageOf(service: HostedService, id: string): Promise<string | undefined> {
  const reply = await service.invoke("evidence.get", { id });
  if (!reply.ok) return undefined;
  const found = calls["evidence.get"].output.safeParse(reply.value);
  return found.success ? (found.data.item.package ?? undefined) : undefined;
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
}
