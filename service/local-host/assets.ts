import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pageAsset, pageHeaders } from "../../shared/contract/page-assets.ts";

/** Answers with a built file of the page below `folder`, under the page's CSP; 404 for all else. */
export async function serveAsset(folder: string, request: Request): Promise<Response> {
  const asset = request.method === "GET" ? pageAsset(new URL(request.url).pathname) : undefined;
  if (asset === undefined) return plainAnswer(404, "not found");
  try {
    const bytes = await readFile(join(folder, asset.file));
    return new Response(new Uint8Array(bytes), { headers: pageHeaders(asset.type) });
  } catch {
    return plainAnswer(404, "not found");
  }
}

export function plainAnswer(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(text, {
    status,
    headers: { ...pageHeaders("text/plain; charset=utf-8"), ...headers },
  });
}

export function jsonAnswer(value: unknown): Response {
  return new Response(JSON.stringify(value), {
    headers: pageHeaders("application/json; charset=utf-8"),
  });
}
