import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import type { DigestName } from "../../shared/digest/digest-name.ts";
import type { Signer } from "../../shared/signature/scheme.ts";
import { imprintFault } from "../../shared/timestamp/message-imprint.ts";
import { parseRequest, type TimestampRequest } from "../../shared/timestamp/request.ts";
import { writeGranted, writeRejection } from "../../shared/timestamp/response.ts";
import type { FailureName } from "../../shared/timestamp/status.ts";
import { writeToken } from "../../shared/timestamp/token.ts";
import type { Certificate } from "../../shared/x509/certificate.ts";

/** The policy of practice tokens, under the arc for examples (ITU-T X.660 Annex A.3): they promise nothing. */
export const practicePolicy = "2.999.3161.1";

const accepted: readonly DigestName[] = ["sha256", "sha384", "sha512"];
const accuracy = { seconds: 1, millis: 0, micros: 0 };

/** What answering needs: the signer, what its tokens carry, a clock and numbers. */
export interface StampingPorts {
  readonly signer: Signer;
  readonly certificate: Certificate;
  /** DER certificates that a token carries when the request asks for them: the signer and those between it and the root. */
  readonly certificates: readonly Uint8Array[];
  clock(): UnixMs;
  nextSerial(): Promise<bigint>;
}

interface Refusal {
  readonly failure: FailureName;
  readonly text: string;
}

/** Why a request gets no token; undefined when it gets one. */
function refusalOf(request: TimestampRequest): Refusal | undefined {
  const { version, imprint, policy, nonce, extensions } = request;
  if (version !== 1) return { failure: "badRequest", text: "version must be 1" };
  if (extensions.length > 0) {
    return { failure: "unacceptedExtension", text: "no extension is supported" };
  }
  if (policy !== undefined && policy !== practicePolicy) {
    return { failure: "unacceptedPolicy", text: `the only policy is ${practicePolicy}` };
  }
  if (imprint.digest === undefined || !accepted.includes(imprint.digest)) {
    return { failure: "badAlg", text: `imprint must be ${accepted.join(", ")}` };
  }
  const rule = imprintFault(imprint);
  if (rule !== undefined) return { failure: "badDataFormat", text: rule };
  // 512 bits are far beyond any nonce in use.
  const unusable = nonce !== undefined && (nonce < 0n || nonce >> 512n !== 0n);
  return unusable ? { failure: "badRequest", text: "nonce out of range" } : undefined;
}

/**
 * Answers the DER of a TimeStampReq with the DER of a TimeStampResp: a token, or a failInfo that says why not
 * (RFC 3161 section 2.4.2). Never rejects for what the request holds, nor when signing fails.
 */
export async function answerRequest(
  query: Uint8Array,
  ports: StampingPorts,
): Promise<Uint8Array<ArrayBuffer>> {
  const parsed = parseRequest(query);
  if (!parsed.ok) return writeRejection("badDataFormat", parsed.fault.rule);
  const refusal = refusalOf(parsed.value);
  if (refusal !== undefined) return writeRejection(refusal.failure, refusal.text);
  const now = ports.clock();
  if (now < ports.certificate.notBefore || now > ports.certificate.notAfter) {
    return writeRejection("timeNotAvailable", "the clock lies outside the signer's validity");
  }
  try {
    return writeGranted(await tokenFor(parsed.value, now, ports));
  } catch {
    return writeRejection("systemFailure", "no token could be made");
  }
}

async function tokenFor(
  request: TimestampRequest,
  now: UnixMs,
  ports: StampingPorts,
): Promise<Uint8Array> {
  const { imprint, nonce, certReq } = request;
  return writeToken({
    policy: practicePolicy,
    digest: imprint.digest ?? "sha256",
    imprint: imprint.value,
    serial: await ports.nextSerial(),
    genTime: now,
    accuracy,
    ...(nonce === undefined ? {} : { nonce }),
    tsa: ports.certificate.subject.bytes,
    signer: ports.signer,
    certificates: certReq ? ports.certificates : [],
  });
}
