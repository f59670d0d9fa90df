import { hostEvent } from "./events.ts";
import { reply } from "./reply.ts";
import { z } from "./zod-csp.ts";

const messageId = z.int().min(1);

/** From the shell to the service that it hosts. `page` may do what pages may; `shell` also the inside calls. */
export const shellMessage = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("invoke"),
    id: messageId,
    from: z.enum(["page", "shell"]),
    call: z.string(),
    input: z.unknown(),
  }),
  /** The practice node's process was started, or could not be. */
  z.strictObject({ type: z.literal("node-started"), id: messageId, ok: z.boolean() }),
  z.strictObject({ type: z.literal("stop") }),
]);
export type ShellMessage = z.infer<typeof shellMessage>;

/** From the service to its shell. */
export const serviceMessage = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ready") }),
  z.strictObject({ type: z.literal("reply"), id: messageId, reply }),
  z.strictObject({ type: z.literal("event"), event: hostEvent }),
  /** Asks for the practice node of that home, since a packaged service cannot spawn Node. */
  z.strictObject({ type: z.literal("start-node"), id: messageId, home: z.string() }),
]);
export type ServiceMessage = z.infer<typeof serviceMessage>;
