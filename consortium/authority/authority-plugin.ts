import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from "fastify";
import type { UnixMs } from "../../shared/bytes/civil-time.ts";
import { maxRequestBytes } from "../../shared/timestamp/request.ts";
import { writePem } from "../../shared/trust/pem.ts";
import { openPracticeAuthority } from "./practice-authority.ts";
import type { ListIssuer } from "./revocation-lists.ts";

export interface AuthorityOptions {
  /** Home of the node; the authority keeps its store in `authority` below it. */
  readonly home: string;
  readonly clock: () => UnixMs;
}

const pemType = "application/pem-certificate-chain";

function pemOf(certificates: readonly Uint8Array[]): string {
  return certificates.map((bytes) => writePem({ label: "CERTIFICATE", bytes })).join("");
}

/** Takes bodies of this type as bytes, whatever they hold. */
function takeBytes(server: FastifyInstance, type: string): void {
  server.addContentTypeParser<Buffer>(
    type,
    { parseAs: "buffer", bodyLimit: maxRequestBytes },
    (_request, body, done) => {
      done(null, new Uint8Array(body));
    },
  );
}

function bytesOf(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array(0);
}

/**
 * The practice authority's routes: POST /tsa (RFC 3161 over HTTP), GET /ca/{root.pem,chain.pem,root.crl,
 * issuing.crl}, POST /ca/certificates (PKCS#10 in, chain with root out). Bodies over 16 KiB are 413. The
 * authority is opened on registration and closed with the server.
 */
export function authorityPlugin(options: AuthorityOptions): FastifyPluginAsync {
  return async (server) => {
    const authority = await openPracticeAuthority(options.home, options.clock);
    server.addHook("onClose", () => authority.close());
    takeBytes(server, "application/timestamp-query");
    takeBytes(server, "application/pkcs10");

    server.post("/tsa", async (request, reply) => {
      const answer = await authority.stamp(bytesOf(request.body));
      return reply.type("application/timestamp-reply").send(Buffer.from(answer));
    });

    const { root, issuing, stamping } = authority;
    server.get("/ca/root.pem", (_request, reply) => reply.type(pemType).send(pemOf([root])));
    server.get("/ca/chain.pem", (_request, reply) =>
      reply.type(pemType).send(pemOf([stamping, issuing, root])),
    );
    const sendList = async (issuer: ListIssuer, reply: FastifyReply): Promise<FastifyReply> =>
      reply.type("application/pkix-crl").send(Buffer.from(await authority.list(issuer)));
    server.get("/ca/root.crl", (_request, reply) => sendList("root", reply));
    server.get("/ca/issuing.crl", (_request, reply) => sendList("issuing", reply));

    server.post("/ca/certificates", async (request, reply) => {
      const issued = await authority.certify(bytesOf(request.body));
      if (!issued.ok) {
        const { rule } = issued.fault;
        return reply.code(400).send({ error: { code: "BAD_CERTIFICATION_REQUEST", rule } });
      }
      return reply
        .code(201)
        .type(pemType)
        .send(pemOf([issued.value, issuing, root]));
    });
  };
}
