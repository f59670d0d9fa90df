import { createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { StampOrder, StampPorts } from "../../../service/stamping/stamp.ts";
import { parseRequest } from "../../../shared/timestamp/request.ts";
import { parseResponse, writeRejection } from "../../../shared/timestamp/response.ts";
import { parseToken } from "../../../shared/timestamp/token.ts";
import { purposes } from "../../parties/certificate-authority.ts";
import { certificateOf } from "../../parties/odd-tokens.ts";
import { now, openStandIn, ports, type StandIn } from "../../parties/stand-in-authority.ts";
import { askStandIn, faultOf } from "./stamp-question.ts";

let tsa: StandIn;

beforeAll(async () => {
  tsa = await openStandIn();
});
afterAll(() => tsa.close());
beforeEach(() => {
  tsa.behave((request, answer) => tsa.stamp(request, answer));
});

const ask = (more: Partial<StampOrder> = {}, morePorts: Partial<StampPorts> = {}) =>
  askStandIn(tsa, more, morePorts);

describe("a well-behaved authority", () => {
  test("gives a token that is kept with its request, response and chain up to the root", async () => {
    const stamped = await ask();
    if (!stamped.ok) throw new Error(stamped.fault.fault.code);
    const { value } = stamped;
    expect(value).toMatchObject({
      time: now,
      authority: "Test TSA",
      policy: "2.999.1",
      practice: false,
      offset: 0,
    });
    expect(value.certificates).toHaveLength(3);
    expect(value.certificates.at(-1)).toEqual(tsa.chain.root.certificate);
    const request = parseRequest(value.request);
    const response = parseResponse(value.response);
    const token = parseToken(value.token);
    if (!request.ok || !response.ok || !token.ok) throw new Error("all three parse");
    expect(response.value.token).toEqual(value.token);
    expect(token.value.info.nonce).toBe(request.value.nonce);
    expect(request.value).toMatchObject({ version: 1, certReq: true });
  });

  test("never sees the same nonce twice, nor one shorter than 128 bits", async () => {
    const nonces = new Set<string>();
    tsa.behave((request, answer) => {
      nonces.add(request.nonce?.toString(2) ?? "");
      return tsa.stamp(request, answer);
    });
    await Promise.all([ask(), ask(), ask()]);
    expect([...nonces].map(({ length }) => length)).toEqual([128, 128, 128]);
  });

  test("is asked for its lists, those it names in its configuration and in its certificates", async () => {
    tsa.files.set("/root.crl", await tsa.chain.root.crl());
    tsa.files.set("/issuing.crl", await tsa.chain.intermediate.crl());
    const named = await tsa.chain.intermediate.issue("Named TSA", {
      extendedKeyUsage: { purposes: [purposes.timeStamping], critical: true },
      crlUrls: [`${tsa.url}/issuing.crl`, "ldap://ca.example/list", `${tsa.url}/missing.crl`],
    });
    tsa.behave((request, answer) =>
      tsa.stamp(request, answer, { tsa: certificateOf(named).subject.bytes }, named),
    );
    const authority = { ...tsa.authority, crlUrls: [`${tsa.url}/root.crl`] };
    const stamped = await ask({ authority });
    if (!stamped.ok) throw new Error(stamped.fault.fault.code);
    expect(stamped.value.crls).toHaveLength(2);
    const closing = await ask({ authority, purpose: "close" });
    // A closing token leaves no place for lists.
    expect(closing).toMatchObject({ ok: true, value: { crls: [] } });
  });

  test("whose root nobody named is taken with the chain as far as it goes", async () => {
    const authority = { ...tsa.authority, root: null, certificates: [] };
    const stamped = await ask({ authority });
    expect(stamped).toMatchObject({ ok: true, value: { facts: { trusted: false } } });
    if (stamped.ok) expect(stamped.value.certificates).toHaveLength(2);
  });

  test("says which certificates a closing token would bring into the package", async () => {
    const { timestamping, intermediate } = tsa.chain;
    const first = await ask({ purpose: "close", known: [intermediate.certificate] });
    if (!first.ok) throw new Error(first.fault.fault.code);
    expect(first.value.unlisted).toEqual([timestamping.certificate]);
    const known = [intermediate.certificate, ...first.value.unlisted];
    const again = await ask({ purpose: "close", known });
    expect(again).toMatchObject({ ok: true, value: { unlisted: [] } });
  });
});

describe("an authority that cannot be talked to", () => {
  test("is down: asking again may help", async () => {
    const authority = { ...tsa.authority, address: "http://127.0.0.1:9/tsa" };
    expect(await faultOf(ask({ authority }))).toEqual(["AUTHORITY_UNREACHABLE", true]);
  });

  test("has an address that is none", async () => {
    const authority = { ...tsa.authority, address: "ftp://tsa.example/" };
    expect((await faultOf(ask({ authority })))[0]).toBe("AUTHORITY_UNREACHABLE");
  });

  test("takes the connection and says nothing: the deadline ends it", async () => {
    tsa.behave(() => undefined);
    const http: StampPorts["http"] = (request) => ports().http({ ...request, timeoutMs: 200 });
    expect(await faultOf(ask({}, { http }))).toEqual(["AUTHORITY_TIMEOUT", true]);
  });

  test("drips its answer: the deadline is for the whole of it", async () => {
    tsa.behave((_request, answer) => {
      answer.writeHead(200);
      const drip = setInterval(() => answer.write("0"), 50);
      answer.on("close", () => {
        clearInterval(drip);
      });
    });
    const http: StampPorts["http"] = (request) => ports().http({ ...request, timeoutMs: 300 });
    expect(await faultOf(ask({}, { http }))).toEqual(["AUTHORITY_TIMEOUT", true]);
  });

  test("hangs up in mid-answer", async () => {
    tsa.behave((_request, answer) => {
      answer.writeHead(200, { "content-length": "5000" });
      answer.write("0", () => answer.destroy());
    });
    expect(await faultOf(ask())).toEqual(["AUTHORITY_UNREACHABLE", true]);
  });

  test("talks something that is not HTTP", async () => {
    const server = createServer((socket) => {
      socket.on("error", () => undefined).end("SSH-2.0-OpenSSH_9.2\r\n");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bound = server.address();
    if (bound === null || typeof bound === "string") throw new Error("no port");
    const authority = { ...tsa.authority, address: `http://127.0.0.1:${bound.port}/` };
    expect((await faultOf(ask({ authority })))[0]).toBe("AUTHORITY_UNREACHABLE");
    server.close();
  });

  test("is not waited for once the work is cancelled", async () => {
    const controller = new AbortController();
    tsa.behave(() => {
      controller.abort();
    });
    const asked = ask({ signal: controller.signal });
    expect((await faultOf(asked))[0]).toBe("STAMPING_CANCELLED");
  });
});

describe("an authority that answers something else", () => {
  test("a page of HTML", async () => {
    tsa.behave((_request, answer) => {
      answer.writeHead(200, { "content-type": "text/html" }).end("<html><body>Hello</body></html>");
    });
    const result = await ask();
    expect(result).toMatchObject({
      ok: false,
      fault: {
        retryAfterMs: null,
        fault: { code: "AUTHORITY_NOT_A_TIMESTAMP", data: { type: "text/html" } },
      },
    });
  });

  test.each([
    [302, false],
    [403, false],
    [404, false],
    [429, true],
    [500, true],
    [503, true],
  ])("HTTP %i; asking again may help: %s", async (status, again) => {
    tsa.behave((_request, answer) => {
      answer.writeHead(status, { location: `${tsa.url}/elsewhere` }).end();
    });
    expect(await faultOf(ask())).toEqual(["AUTHORITY_HTTP_STATUS", again]);
  });

  test("more bytes than an answer may have", async () => {
    tsa.behave((_request, answer) => {
      answer.writeHead(200);
      answer.on("error", () => undefined).end(new Uint8Array(2 * 1024 * 1024));
    });
    expect(await faultOf(ask())).toEqual(["AUTHORITY_ANSWER_TOO_LARGE", false]);
  });

  test("an empty body", async () => {
    tsa.behave((_request, answer) => {
      answer.writeHead(200).end();
    });
    expect((await faultOf(ask()))[0]).toBe("AUTHORITY_NOT_A_TIMESTAMP");
  });

  test.each([
    ["badAlg", false],
    ["unacceptedPolicy", false],
    ["timeNotAvailable", true],
    ["systemFailure", true],
  ] as const)("a refusal with %s; asking again may help: %s", async (failure, again) => {
    tsa.behave((_request, answer) => {
      answer.end(writeRejection(failure, "no\u0000\u202e way"));
    });
    expect(await faultOf(ask())).toEqual(["AUTHORITY_REFUSED", again]);
    const result = await ask();
    if (result.ok || result.fault.fault.code !== "AUTHORITY_REFUSED") throw new Error("refused");
    expect(result.fault.fault.data.reason).toBe(`rejection; ${failure}; no way`);
  });
});
