import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { randomBytes } from "node:crypto";
import { createHttp } from "../../platform/http/http-client.ts";
import { verifySignature } from "../../platform/signatures/verify-signature.ts";
import type { Authority } from "../../service/stamping/authority.ts";
import type { StampPorts } from "../../service/stamping/stamp.ts";
import { toHex } from "../../shared/bytes/hex.ts";
import { digestOf } from "../../shared/digest/digest.ts";
import { parseRequest, type TimestampRequest } from "../../shared/timestamp/request.ts";
import { writeGranted } from "../../shared/timestamp/response.ts";
import { createChain, type Party } from "./certificate-authority.ts";
import { type StampWishes, timeStamping } from "./time-stamping.ts";

/** What a stand-in does with a request it has read; it may answer as it likes. */
export type Behaviour = (
  request: TimestampRequest,
  answer: ServerResponse,
  asked: IncomingMessage,
) => Promise<void> | void;

export interface StandIn {
  readonly url: string;
  readonly authority: Authority;
  readonly chain: Awaited<ReturnType<typeof createChain>>;
  /** What the next requests get; well behaved until told otherwise. */
  behave(behaviour: Behaviour): void;
  /** Answers as an authority should, but for the wishes. */
  stamp(
    request: TimestampRequest,
    answer: ServerResponse,
    wishes?: StampWishes,
    by?: Party,
  ): Promise<void>;
  /** Files served to GET, by path. */
  readonly files: Map<string, Uint8Array>;
  close(): Promise<void>;
}

/** 2026-11-21T02:03:07.000Z: the clock of every test here. */
export const now = 1_795_226_587_000;

export function ports(more: Partial<StampPorts> = {}): StampPorts {
  return {
    http: createHttp(),
    clock: () => now,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    verify: verifySignature,
    roots: [],
    ...more,
  };
}

async function bodyOf(asked: IncomingMessage): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of asked) if (part instanceof Uint8Array) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

/** A time-stamping authority over HTTP that misbehaves when told to. */
export async function openStandIn(): Promise<StandIn> {
  const chain = await createChain();
  const files = new Map<string, Uint8Array>();
  const stamp: StandIn["stamp"] = async (request, answer, wishes = {}, by = chain.timestamping) => {
    const token = await timeStamping(by, [by.certificate, chain.intermediate.certificate]).stamp(
      request.imprint.value,
      now,
      { ...(request.nonce === undefined ? {} : { nonce: request.nonce }), ...wishes },
    );
    answer.writeHead(200, { "content-type": "application/timestamp-reply" });
    answer.end(writeGranted(token));
  };
  let behaviour: Behaviour = (request, answer) => stamp(request, answer);
  const server = createServer((asked, answer) => {
    void (async () => {
      const file = files.get(asked.url ?? "");
      if (asked.method === "GET") {
        answer.writeHead(file === undefined ? 404 : 200).end(file);
        return;
      }
      const body = await bodyOf(asked);
      const request = parseRequest(body);
      if (!request.ok) throw new Error(request.fault.rule);
      await behaviour(request.value, answer, asked);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("no port");
  const url = `http://127.0.0.1:${bound.port}`;
  const root = chain.root.certificate;
  return {
    url,
    chain,
    files,
    stamp,
    authority: {
      url: `${url}/tsa`,
      address: `${url}/tsa`,
      name: "Stand-in",
      practice: false,
      certificates: [root],
      root: toHex(digestOf("sha256", root)),
      crlUrls: [],
      closes: null,
      terms: "",
    },
    behave: (next) => {
      behaviour = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
