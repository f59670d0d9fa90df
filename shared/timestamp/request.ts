import { attempt } from "../bytes/attempt.ts";
import { constructedTag, tags } from "../bytes/der/element.ts";
import { fieldsOf } from "../bytes/der/fields.ts";
import { parseDer } from "../bytes/der/parser.ts";
import { readBoolean, readInteger, readOid, readSmallInteger } from "../bytes/der/readers.ts";
import { boolean, integer, oid, sequence } from "../bytes/der/writer.ts";
import type { Result } from "../bytes/result.ts";
import type { DigestName } from "../digest/digest-name.ts";
import { type Extension, readExtensions } from "../x509/extension.ts";
import { type MessageImprint, readImprint, writeImprint } from "./message-imprint.ts";

/** A TimeStampReq (RFC 3161 section 2.4.1). */
export interface TimestampRequest {
  readonly version: number;
  readonly imprint: MessageImprint;
  /** Dotted OID of the policy asked for. */
  readonly policy: string | undefined;
  readonly nonce: bigint | undefined;
  readonly certReq: boolean;
  readonly extensions: readonly Extension[];
}

export interface RequestFields {
  readonly digest: DigestName;
  /** The digest itself; its length must be the algorithm's. */
  readonly imprint: Uint8Array;
  readonly policy?: string;
  readonly nonce?: bigint;
  readonly certReq: boolean;
}

/** Largest request that is parsed; one without extensions has about 100 bytes. */
export const maxRequestBytes = 16 * 1024;

/** DER of a TimeStampReq of version 1. Throws for an imprint of the wrong length. */
export function writeRequest(fields: RequestFields): Uint8Array<ArrayBuffer> {
  return sequence(
    integer(1),
    writeImprint(fields.digest, fields.imprint),
    ...(fields.policy === undefined ? [] : [oid(fields.policy)]),
    ...(fields.nonce === undefined ? [] : [integer(fields.nonce)]),
    // FALSE is the default, and DER leaves a default out.
    ...(fields.certReq ? [boolean(true)] : []),
  );
}

/**
 * Parses the DER of a TimeStampReq of at most 16 KiB. Any version is given back, and an unknown digest or an
 * unknown extension too: an authority has an answer for each.
 */
export function parseRequest(der: Uint8Array): Result<TimestampRequest> {
  const tree = parseDer(der, { maxBytes: maxRequestBytes });
  if (!tree.ok) return tree;
  return attempt((refuse) => {
    const fields = fieldsOf(tree.value, refuse);
    const version = readSmallInteger(fields.any(), refuse);
    const imprint = readImprint(fields.any(), refuse);
    const policy = fields.optional(tags.oid);
    const nonce = fields.optional(tags.integer);
    const flag = fields.optional(tags.boolean);
    const certReq = flag !== undefined && readBoolean(flag, refuse);
    if (flag !== undefined && !certReq) refuse("request-default", flag.start);
    const extensions = fields.optional(constructedTag(0));
    fields.end();
    return {
      version,
      imprint,
      policy: policy && readOid(policy, refuse),
      nonce: nonce && readInteger(nonce, refuse),
      certReq,
      extensions:
        extensions === undefined ? [] : readExtensions(extensions, refuse, extensions.tag),
    };
  });
}
