import type { HostEvent } from "../../shared/contract/events.ts";
import type { ItemDetail, ItemSummary } from "../../shared/contract/item-summary.ts";
import type { Reply } from "../../shared/contract/reply.ts";
import type { PackageVerdict, VerifyResult } from "../../shared/contract/verify-result.ts";
import type { HostedService } from "../../service/local-host/hosted-service.ts";

const hex = (seed: number, length = 64) =>
  Array.from({ length }, (_, place) =>
    ((place * 7 + seed * 13 + place * place) % 16).toString(16),
  ).join("");

export const shownVerdict: PackageVerdict = {
  path: "/home/lawyer/out/7Q2MZ1K8D4RT9XV05-PRACTICE.asice",
  outcome: "passed",
  practice: true,
  checks: [],
  facts: {
    number: "7Q2MZ1K8D4RT9XV05",
    fingerprint: hex(1),
    title: "采购合同-甲公司诉乙公司.pdf",
    kind: "file",
    purpose: null,
    members: [
      {
        path: "采购合同.pdf",
        originalName: "采购合同.pdf",
        role: "original",
        type: "file",
        mediaType: "application/pdf",
        size: 482_113,
        sha256: hex(2),
        sm3: null,
      },
      {
        path: "附件/发票 2026-03.png",
        originalName: "发票 2026-03.png",
        role: "original",
        type: "file",
        mediaType: "image/png",
        size: 1_204_400,
        sha256: hex(3),
        sm3: hex(9),
      },
    ],
    timestamps: [
      {
        file: "META-INF/timestamp001.tst",
        time: "2026-11-21T02:03:07.000Z",
        authority: "Cunzhen PRACTICE 演练 TSA",
        policy: "1.3.6.1.4.1.99999.1",
        closing: false,
        practice: true,
        trusted: true,
        accuracyMs: 1000,
      },
      {
        file: "META-INF/timestamp002.tst",
        time: "2026-11-21T02:03:09.000Z",
        authority: "Cunzhen PRACTICE 演练 TSA",
        policy: "1.3.6.1.4.1.99999.1",
        closing: true,
        practice: true,
        trusted: true,
        accuracyMs: 1000,
      },
    ],
    receipt: {
      origin: "practice.cunzhen.invalid/8c1f22d09ab34e71",
      index: 41,
      size: 42,
      existedBy: "2026-11-21T02:03:08.000Z",
      cosignatures: [
        { institution: "PRACTICE 演练 法院", role: "court", time: "2026-11-21T02:03:08.000Z" },
        { institution: "PRACTICE 演练 公证处", role: "notary", time: "2026-11-21T02:03:08.000Z" },
        {
          institution: "PRACTICE 演练 仲裁委",
          role: "arbitration",
          time: "2026-11-21T02:03:08.000Z",
        },
      ],
      needed: 3,
      institutions: 3,
      practice: true,
      trusted: true,
    },
    signer: {
      name: "Cunzhen PRACTICE 演练 operator",
      issuer: "Cunzhen PRACTICE 演练 CA",
      certificate: hex(5),
      selfDeclared: false,
      practice: true,
    },
    parties: [
      { role: "operator", type: "person", name: "PRACTICE 演练", assurance: "certificate" },
    ],
    gaps: { captureToStamp: 2140, stampToRegistration: 1000 },
    planned: {
      authorities: ["https://authority.practice.invalid/tsa"],
      needed: 1,
      network: "practice.cunzhen.invalid/8c1f22d09ab34e71",
      policyDigest: hex(6),
    },
    timeline: [
      { event: "captured", time: "2026-11-21T02:03:04.860Z", proven: false, by: "" },
      {
        event: "stamped",
        time: "2026-11-21T02:03:07.000Z",
        proven: true,
        by: "Cunzhen PRACTICE 演练 TSA",
      },
      {
        event: "registered",
        time: "2026-11-21T02:03:08.000Z",
        proven: true,
        by: "practice.cunzhen.invalid/8c1f22d09ab34e71",
      },
      {
        event: "closed",
        time: "2026-11-21T02:03:09.000Z",
        proven: true,
        by: "Cunzhen PRACTICE 演练 TSA",
      },
    ],
  },
};

const base: ItemDetail = {
  id: hex(20, 32),
  number: shownVerdict.facts.number,
  state: "verified",
  package: shownVerdict.path,
  fingerprint: hex(1),
  timestamps: [],
  receipt: null,
  gaps: shownVerdict.facts.gaps,
  verdict: "passed",
  hold: null,
  title: "采购合同-甲公司诉乙公司.pdf",
  kind: "file",
  practice: true,
  sample: false,
  matters: ["甲公司诉乙公司"],
  requestedAt: "2026-11-21T02:03:04.500Z",
  members: 2,
  bytes: 1_686_513,
  purpose: null,
  identity: "practice",
  capturedAt: "2026-11-21T02:03:04.860Z",
  sealedAt: "2026-11-21T02:03:05.000Z",
  clockOffset: 120,
  memberList: [],
  planned: {
    authorities: ["https://authority.practice.invalid/tsa"],
    needed: 1,
    network: "practice.cunzhen.invalid/8c1f22d09ab34e71",
  },
  missing: [],
  open: [],
};

export const shownItems: readonly ItemDetail[] = [
  {
    ...base,
    id: hex(21, 32),
    title: "现场录屏.mp4",
    number: null,
    fingerprint: null,
    state: "requested",
    verdict: null,
    members: 1,
    bytes: 5_300_000_000,
    package: null,
  },
  {
    ...base,
    id: hex(22, 32),
    title: "往来邮件",
    kind: "folder",
    state: "sealed",
    verdict: null,
    practice: false,
    members: 214,
    bytes: 88_000_000,
    package: null,
    hold: {
      kind: "wait",
      code: "UNKNOWN_YET",
      message: "已封存并安全保存，正在等待时间戳：连接不上 tsa.example。",
      data: {},
      retryAt: "2026-11-21T02:10:00.000Z",
    },
  },
  base,
  {
    ...base,
    id: hex(23, 32),
    title: "示例.txt",
    sample: true,
    members: 1,
    bytes: 812,
    matters: [],
  },
];

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
  const verify: VerifyResult = { outcome: verdict.outcome, packages: [verdict] };
  const answers: Readonly<Record<string, unknown>> = {
    "app.info": {
      version: "0.1.0",
      runtime: "fake",
      home: "/home",
      practice: { ready: true, origin: null },
    },
    "evidence.list": { items: shownItems.map(summary) },
    "evidence.get": { item: base },
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
          operator: "freeTSA.org",
          country: "DE",
          terms: "https://freetsa.org/",
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
          protected: true,
          unlocked: false,
        },
      ],
      device: null,
      submitter: null,
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
