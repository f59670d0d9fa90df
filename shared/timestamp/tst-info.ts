import { attempt } from "../bytes/attempt.ts";
import type { UnixMs } from "../bytes/civil-time.ts";
import { constructedTag, tags } from "../bytes/der/element.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { parseDer } from "../bytes/der/parser.ts";
import {
  readBoolean,
  readGeneralizedTime,
  readInteger,
  readOid,
  readSmallInteger,
} from "../bytes/der/readers.ts";
import type { DerTime } from "../bytes/der/time.ts";
import { explicit, generalizedTime, integer, oid, sequence } from "../bytes/der/writer.ts";
import type { Result } from "../bytes/result.ts";
import type { DigestName } from "../digest/digest-name.ts";
import { type Accuracy, readAccuracy, writeAccuracy } from "./accuracy.ts";
import { type Extension, readExtensions } from "../x509/extension.ts";
import { type MessageImprint, readImprint, writeImprint } from "./message-imprint.ts";

/** What a token says (RFC 3161 section 2.4.2). */
export interface TstInfo {
  readonly version: number;
  /** Dotted OID of the policy under which it was issued. */
  readonly policy: string;
  readonly imprint: MessageImprint;
  readonly serial: bigint;
  /** With its text and fraction as they stand; `ms` cuts finer digits off. */
  readonly genTime: DerTime;
  /** Undefined means unknown, not exact. */
  readonly accuracy: Accuracy | undefined;
  readonly ordering: boolean;
  readonly nonce: bigint | undefined;
  /** DER of the GeneralName of the authority. */
  readonly tsa: Uint8Array | undefined;
  readonly extensions: readonly Extension[];
}

export interface TstInfoFields {
  readonly policy: string;
  readonly digest: DigestName;
  readonly imprint: Uint8Array;
  readonly serial: bigint;
  readonly genTime: UnixMs;
  readonly accuracy?: Accuracy;
  readonly nonce?: bigint;
  /** DER of the Name of the authority, written as its directoryName. */
  readonly tsa?: Uint8Array;
}

/** DER of a TSTInfo of version 1, without ordering and extensions. Throws for an imprint of the wrong length. */
export function writeTstInfo(fields: TstInfoFields): Uint8Array<ArrayBuffer> {
  return sequence(
    integer(1),
    oid(fields.policy),
    writeImprint(fields.digest, fields.imprint),
    integer(fields.serial),
    generalizedTime(fields.genTime),
    ...(fields.accuracy === undefined ? [] : [writeAccuracy(fields.accuracy)]),
    ...(fields.nonce === undefined ? [] : [integer(fields.nonce)]),
    ...(fields.tsa === undefined ? [] : [explicit(0, explicit(4, fields.tsa))]),
  );
}

/**
 * Parses the DER of a TSTInfo. Its version, digest and extensions may be unknown ones (see `tstInfoFault`);
 * a field out of place, a default that is spelt out, or a time without seconds and Z is refused.
 */
export function parseTstInfo(der: Uint8Array): Result<TstInfo> {
  const tree = parseDer(der);
  if (!tree.ok) return tree;
  return attempt((refuse) => {
    const fields = fieldsOf(tree.value, refuse);
    const version = readSmallInteger(fields.any(), refuse);
    const policy = readOid(fields.any(), refuse);
    const imprint = readImprint(fields.any(), refuse);
    const serial = readInteger(fields.any(), refuse);
    const genTime = readGeneralizedTime(fields.any(), refuse);
    const accuracy = fields.optional(tags.sequence);
    const flag = fields.optional(tags.boolean);
    const ordering = flag !== undefined && readBoolean(flag, refuse);
    if (flag !== undefined && !ordering) refuse("tst-info-default", flag.start);
    const nonce = fields.optional(tags.integer);
    const tsa = fields.optionalExplicit(constructedTag(0));
    const extensions = fields.optional(constructedTag(1));
    fields.end();
    return {
      version,
      policy,
      imprint,
      serial,
      genTime,
      accuracy: accuracy && readAccuracy(accuracy, refuse),
      ordering,
      nonce: nonce && readInteger(nonce, refuse),
      tsa: tsa?.bytes,
      extensions:
        extensions === undefined ? [] : readExtensions(extensions, refuse, extensions.tag),
    };
  });
}
