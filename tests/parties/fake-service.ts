import type { HostEvent } from "../../shared/contract/events.ts";
import type { ItemDetail, ItemSummary } from "../../shared/contract/item-summary.ts";
import type { Reply } from "../../shared/contract/reply.ts";
import type { PackageVerdict, VerifyResult } from "../../shared/contract/verify-result.ts";
import { hex, shownItems, shownVerdict } from "./shown-evidence.ts";
import type { HostedService } from "../../service/local-host/hosted-service.ts";

/** A service that answers from memory, for looking at the page and for tests of the doors alone. */
export function createFakeService(verdict: PackageVerdict = shownVerdict) {
  const listeners = new Set<(event: HostEvent) => void>();
  const asked: { readonly call: string; readonly input: unknown }[] = [];
  const uploads: { readonly name: string; readonly bytes: number }[] = [];
  const summary = (item: ItemDetail): ItemSummary => {
    const {
      purpose: _p,
      identity: _i,
      capturedAt: _c,
      sealedAt: _s,
      clockOffset: _o,
      memberList: _m,
      planned: _l,
      missing: _g,
      open: _e,
      ...rest
    } = item;
    return rest;
  };
  const verify: VerifyResult = {
    outcome: verdict.outcome,
    packages: [verdict],
    comparison: null,
    trust: { digest: hex(22), roots: [], networks: [] },
    policy: { name: "cunzhen-default/1", digest: hex(23) },
    software: { version: "0.1.0", digest: null },
    at: "2026-11-21T03:00:00.000Z",
  };
  const answers: Readonly<Record<string, unknown>> = {
    "app.info": {
      version: "0.1.0",
      runtime: "fake",
      home: "/home",
      practice: { ready: true, origin: null },
    },
    "evidence.list": { items: shownItems.map(summary) },
    "evidence.get": { item: shownItems[2] },
    "evidence.verify": verify,
    "evidence.notarize": { items: shownItems.slice(0, 3).map(summary) },
    "package.verify": verify,
    "package.recognize": { packages: [hex(30, 32)], files: [] },
    "authority.list": {
      authorities: [
        { url: "http://127.0.0.1:1/tsa", name: "Cunzhen PRACTICE 演练 TSA", practice: true },
        { url: "https://tsa.example.cn/rfc3161", name: "示例时间戳中心", practice: false },
      ],
    },
    "authority.wellKnown": {
      authorities: [
        {
          url: "https://freetsa.org/tsr",
          name: "freeTSA",
          terms: { zh: "免费。", en: "Free of charge." },
        },
      ],
    },
    "network.list": {
      networks: [
        {
          origin: "consortium.example.cn/2026",
          name: { zh: "示例司法联盟", en: "Example judicial network" },
          practice: false,
          digest: hex(7),
          institutions: [
            { name: "甲法院", role: "court" },
            { name: "乙公证处", role: "notary" },
          ],
          needed: 2,
        },
      ],
    },
    "identity.show": {
      identities: [
        {
          name: "practice",
          subject: "PRACTICE 演练 operator",
          issuer: "PRACTICE 演练 CA",
          certificate: hex(8),
          notAfter: "2028-11-21T00:00:00.000Z",
          origin: "practice",
          device: "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=",
          submitter: "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=",
          protected: false,
          unlocked: true,
        },
        {
          name: "办公",
          subject: "某某律师事务所",
          issuer: "某某律师事务所",
          certificate: hex(8),
          notAfter: "2028-11-21T00:00:00.000Z",
          origin: "created",
          device: "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=",
          submitter: "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=",
          protected: true,
          unlocked: false,
        },
      ],
    },
    "trust.list": {
      trusted: [
        {
          file: "roots/a.pem",
          kind: "root",
          name: "Cunzhen PRACTICE 演练 Root",
          digest: hex(11),
          source: "演练网络",
          practice: true,
        },
        {
          file: "networks/a.json",
          kind: "network",
          name: "示例司法联盟",
          digest: hex(12),
          source: "https://consortium.example.cn",
          practice: false,
        },
      ],
    },
  };
  const service: HostedService = {
    invoke(call, input) {
      asked.push({ call, input });
      const value = answers[call];
      const reply: Reply =
        value === undefined
          ? {
              ok: false,
              error: { code: "USAGE", message: "?", data: { problem: call, command: "" } },
            }
          : { ok: true, value };
      return Promise.resolve(reply);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sources: {
      async upload({ name, body }) {
        let bytes = 0;
        for await (const chunk of body) bytes += chunk.length;
        uploads.push({ name, bytes });
        return { ok: true, value: hex(uploads.length, 32) };
      },
    },
  };
  return {
    service,
    asked,
    uploads,
    tell: (event: HostEvent) => {
      for (const listener of listeners) listener(event);
    },
    listening: () => listeners.size,
  };
}
