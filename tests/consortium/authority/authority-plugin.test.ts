import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Fastify from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authorityPlugin } from "../../../consortium/authority/authority-plugin.ts";
import { createHttp } from "../../../platform/http/http-client.ts";
import { practiceAuthority } from "../../../service/stamping/practice-stamping.ts";
import { stamp } from "../../../service/stamping/stamp.ts";
import { tryAuthority } from "../../../service/stamping/authority-trial.ts";
import { ports } from "../../parties/stand-in-authority.ts";
import { hasOpenssl } from "../../parties/openssl.ts";

const folder = mkdtempSync(join(tmpdir(), "authority-plugin-"));
const server = Fastify();
let url = "";

function openssl(...words: readonly string[]): string {
  return execFileSync("openssl", words, { cwd: folder, encoding: "utf8", stdio: "pipe" });
}

function post(path: string, type: string, body: Uint8Array): Promise<Response> {
  return fetch(url + path, {
    method: "POST",
    headers: { "content-type": type },
    body: Uint8Array.from(body),
  });
}

async function save(name: string, answer: Response): Promise<void> {
  writeFileSync(join(folder, name), new Uint8Array(await answer.arrayBuffer()));
}

beforeAll(async () => {
  await server.register(authorityPlugin({ home: folder, clock: () => Date.now() }));
  url = await server.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe("over HTTP", () => {
  test("a body over 16 KiB is 413, another type 415, another method 404", async () => {
    const type = "application/timestamp-query";
    expect((await post("/tsa", type, new Uint8Array(16 * 1024 + 1))).status).toBe(413);
    expect((await post("/tsa", "application/octet-stream", new Uint8Array(9))).status).toBe(415);
    expect((await fetch(`${url}/tsa`)).status).toBe(404);
  });

  test("junk is answered by a TimeStampResp, not by an error of HTTP", async () => {
    const answer = await post("/tsa", "application/timestamp-query", new Uint8Array(5));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/timestamp-reply");
  });

  test("a request for a certificate that is none is 400 with a rule", async () => {
    const answer = await post("/ca/certificates", "application/pkcs10", new Uint8Array(5));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('"code":"BAD_CERTIFICATION_REQUEST"');
  });

  test("our own client stamps and closes with it, lists and root included", async () => {
    const http = createHttp();
    const found = await practiceAuthority(url, http);
    if (!found.ok) throw new Error(found.fault.code);
    const authority = found.value;
    const { signal } = new AbortController();
    const real = ports({ http, clock: () => Date.now() });
    const order = { authority, manifest: new Uint8Array(9), signal } as const;
    const stamped = await stamp({ ...order, purpose: "stamp" }, real);
    if (!stamped.ok) throw new Error(stamped.fault.fault.code);
    expect(stamped.value).toMatchObject({ practice: true, facts: { trusted: true } });
    expect(stamped.value.crls).toHaveLength(2);
    expect(stamped.value.certificates).toHaveLength(3);
    const known = stamped.value.certificates;
    const closed = await stamp({ ...order, purpose: "close", known }, real);
    expect(closed).toMatchObject({ ok: true, value: { unlisted: [] } });
    const trial = await tryAuthority({ ...authority, closes: null }, real, signal);
    expect(trial).toMatchObject({
      ok: true,
      value: { authority: { closes: true }, cannotClose: undefined },
    });
  });
});

describe.skipIf(!hasOpenssl())("openssl as the other side", () => {
  test("verifies a token with both revocation lists, and refuses it for other data", async () => {
    writeFileSync(join(folder, "data"), "any bytes\n");
    writeFileSync(join(folder, "other"), "other bytes\n");
    openssl("ts", "-query", "-data", "data", "-sha256", "-cert", "-out", "q.tsq");
    const query = readFileSync(join(folder, "q.tsq"));
    await save("a.tsr", await post("/tsa", "application/timestamp-query", query));
    await save("root.pem", await fetch(`${url}/ca/root.pem`));
    let trust = readFileSync(join(folder, "root.pem"), "utf8");
    for (const name of ["root.crl", "issuing.crl"]) {
      await save(name, await fetch(`${url}/ca/${name}`));
      trust += openssl("crl", "-inform", "DER", "-in", name);
    }
    writeFileSync(join(folder, "trust.pem"), trust);
    const verify = ["ts", "-verify", "-in", "a.tsr", "-CAfile", "trust.pem", "-crl_check_all"];
    expect(openssl(...verify, "-queryfile", "q.tsq")).toContain("Verification: OK");
    expect(() => openssl(...verify, "-data", "other")).toThrow();
  });

  test("asks for an operator's certificate and verifies its chain", async () => {
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "key.pem");
    const subject = ["-subj", "/CN=Zhang San", "-outform", "DER", "-out", "request.der"];
    openssl("req", "-new", "-key", "key.pem", ...subject);
    const request = readFileSync(join(folder, "request.der"));
    const answer = await post("/ca/certificates", "application/pkcs10", request);
    expect(answer.status).toBe(201);
    await save("chain.pem", answer);
    await save("root.pem", await fetch(`${url}/ca/root.pem`));
    const verify = ["verify", "-CAfile", "root.pem", "-untrusted", "chain.pem", "chain.pem"];
    expect(openssl(...verify)).toContain("OK");
  });
});
