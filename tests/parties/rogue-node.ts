import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { parseNote, writeNote } from "../../shared/log/note.ts";
import { parseTlogProof, writeTlogProof } from "../../shared/log/tlog-proof.ts";

/**
 * How a node betrays its clients:
 * `inclusion` a hash of every inclusion proof is false; `leaf` the leaf is another than the tree holds;
 * `no-court` the court's cosignature is left out; `bad-cosignature` the notary's is false; `bad-log-signature`;
 * `replay` every receipt is the first one it ever gave; `html` it answers with a web page;
 * `hangs` it never answers; `down` it refuses connections after the first byte; `inconsistent` its consistency
 * proofs are false.
 */
export type Betrayal =
  | "none"
  | "inclusion"
  | "leaf"
  | "no-court"
  | "bad-cosignature"
  | "bad-log-signature"
  | "replay"
  | "html"
  | "hangs"
  | "down"
  | "inconsistent";

/** A node that stands before an honest one and falsifies what that one says. */
export interface RogueNode {
  readonly url: string;
  /** From the next request on. */
  betray(how: Betrayal): void;
  /** Sends requests to another node from now on, say one with another history. */
  standBefore(url: string): void;
  close(): Promise<void>;
}

/** @param tls key and certificate for 127.0.0.1 in PEM, for a node behind https */
export async function startRogueNode(
  honest: string,
  tls?: { readonly key: string; readonly cert: string },
): Promise<RogueNode> {
  let behind = honest;
  let how: Betrayal = "none";
  let firstReceipt: Uint8Array | undefined;

  async function relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (how === "hangs") return;
    if (how === "down") {
      request.socket.destroy();
      return;
    }
    const body = new Uint8Array(Buffer.concat(await collect(request)));
    const path = request.url ?? "/";
    const answer = await fetch(`${behind}${path}`, {
      method: request.method ?? "GET",
      ...(request.method === "POST" ? { body } : {}),
      headers: {
        "content-type": request.headers["content-type"] ?? "application/json",
        ...(request.headers.authorization === undefined
          ? {}
          : { authorization: request.headers.authorization }),
      },
    });
    const honestBytes = new Uint8Array(await answer.arrayBuffer());
    const isReceipt = path.startsWith("/v1/receipts/") && answer.status === 200;
    if (isReceipt) firstReceipt ??= honestBytes;
    response.statusCode = how === "html" ? 200 : answer.status;
    response.setHeader("content-type", answer.headers.get("content-type") ?? "text/plain");
    const after = answer.headers.get("retry-after");
    if (after !== null) response.setHeader("retry-after", after);
    if (how === "html") response.end("<!doctype html><title>Welcome to this hotel</title>");
    else if (how === "inconsistent" && path.startsWith("/v1/consistency/")) {
      response.end(new TextDecoder().decode(honestBytes).replace(/[0-9a-f]{8}/u, "deadbeef"));
    } else response.end(isReceipt ? falsify(honestBytes, how, firstReceipt) : honestBytes);
  }

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    relay(request, response).catch(() => response.destroy());
  };
  const server = tls === undefined ? createServer(answer) : createTlsServer(tls, answer);
  await listen(server);
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("does not listen");
  return {
    url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${String(address.port)}`,
    betray(next) {
      how = next;
    },
    standBefore(url) {
      behind = url;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
}

async function collect(request: IncomingMessage): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
  for await (const part of request) if (part instanceof Uint8Array) parts.push(part);
  return parts;
}

/** A receipt falsified in one way; the honest one for every other betrayal. */
export function falsify(bytes: Uint8Array, how: Betrayal, first = bytes): Uint8Array {
  const parsed = parseTlogProof(bytes);
  if (!parsed.ok) throw new Error(parsed.fault.rule);
  const proof = parsed.value;
  switch (how) {
    case "inclusion":
      return proof.hashes.length === 0
        ? writeTlogProof({ ...proof, hashes: [new Uint8Array(32)] })
        : writeTlogProof({ ...proof, hashes: proof.hashes.map((hash) => flipped(hash, 0)) });
    case "leaf": {
      const text = new TextDecoder().decode(proof.extra);
      const changed = text.replace(/"blockTime":"20\d\d/u, '"blockTime":"2001');
      return writeTlogProof({ ...proof, extra: new TextEncoder().encode(changed) });
    }
    case "no-court":
      return withLines(bytes, (name) => !name.endsWith("/court"));
    case "bad-cosignature":
      return withFlippedLine(bytes, (name) => name.endsWith("/notary"));
    case "bad-log-signature":
      return withFlippedLine(bytes, (name) => !/\/(?:court|notary|arbitration)$/u.test(name));
    case "replay":
      return first;
    default:
      return bytes;
  }
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

function withLines(bytes: Uint8Array, keep: (name: string) => boolean): Uint8Array {
  const { proof, note } = opened(bytes);
  const signatures = note.signatures.filter(({ name }) => keep(name));
  return writeTlogProof({ ...proof, checkpoint: writeNote({ ...note, signatures }) });
}

function withFlippedLine(bytes: Uint8Array, which: (name: string) => boolean): Uint8Array {
  const { proof, note } = opened(bytes);
  const signatures = note.signatures.map((line) =>
    which(line.name) ? { ...line, signature: flipped(line.signature, 20) } : line,
  );
  return writeTlogProof({ ...proof, checkpoint: writeNote({ ...note, signatures }) });
}

function opened(bytes: Uint8Array) {
  const proof = parseTlogProof(bytes);
  if (!proof.ok) throw new Error(proof.fault.rule);
  const note = parseNote(proof.value.checkpoint);
  if (!note.ok) throw new Error(note.fault.rule);
  return { proof: proof.value, note: note.value };
}
