import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pageHeaders } from "../shared/contract/page-assets.ts";
import { requestedAsset } from "./asset-scheme.ts";

/** Answers the page's requests from the built files below `folder`; 404 for everything else. */
export async function serveAsset(folder: string, request: Request): Promise<Response> {
  const asset = requestedAsset(request.method, request.url);
  if (asset === undefined) return missing();
  try {
    const bytes = await readFile(join(folder, asset.file));
    return new Response(new Uint8Array(bytes), { headers: pageHeaders(asset.type) });
  } catch {
    return missing();
  }
}

function missing(): Response {
  return new Response("not found", {
    status: 404,
    headers: pageHeaders("text/plain; charset=utf-8"),
  });
}
