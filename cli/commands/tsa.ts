import { previewTrust } from "../../service/trust/owner-trust.ts";
import type { AuthoritySummary } from "../../shared/contract/authority-summary.ts";
import { missingFault, parseArguments, usageFault } from "../arguments.ts";
import { confirmTrust } from "../confirm-trust.ts";
import { oneCall, withService } from "../session.ts";
import type { Terminal } from "../terminal.ts";

/** `cunzhen tsa list|add|remove`: whom this home may ask for time-stamps. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments("tsa", argv, {
    name: { type: "string" },
    root: { type: "string" },
    yes: { type: "boolean" },
  });
  if (!parsed.ok) return terminal.refuse(parsed.fault);
  const { values, positionals } = parsed.value;
  const [verb, url, extra] = positionals;
  if (extra !== undefined) return terminal.refuse(usageFault("tsa", extra));
  const show = ({ authorities }: { readonly authorities: readonly AuthoritySummary[] }): void => {
    for (const authority of authorities) terminal.say(`${authority.url}  ${authority.name}`);
  };
  switch (verb) {
    case "list":
      if (url !== undefined) return terminal.refuse(usageFault("tsa", url));
      return oneCall(terminal, "authority.list", {}, show);
    case "add":
      if (url === undefined) return terminal.refuse(missingFault("tsa", "add <url>"));
      return add(terminal, url, values);
    case "remove":
      if (url === undefined) return terminal.refuse(missingFault("tsa", "remove <url>"));
      return oneCall(terminal, "authority.remove", { url }, show);
    default:
      return terminal.refuse(
        verb === undefined ? missingFault("tsa", "list | add | remove") : usageFault("tsa", verb),
      );
  }
}

interface AddValues {
  readonly name?: string | undefined;
  readonly root?: string | undefined;
  readonly yes?: boolean | undefined;
}

/** A root becomes trusted with the authority, so its digest is shown and agreed to first. */
async function add(terminal: Terminal, url: string, values: AddValues): Promise<number> {
  const path = values.root === undefined ? undefined : terminal.path(values.root);
  let rootDigest: string | undefined;
  if (path !== undefined) {
    const preview = await previewTrust(path);
    if (!preview.ok) return terminal.refuse(preview.fault);
    const root = preview.value.found.find(({ kind }) => kind === "root");
    if (root === undefined) {
      return terminal.refuse({ code: "AUTHORITY_ROOT_REFUSED", data: { rule: "no-root" } });
    }
    const agreed = await confirmTrust(terminal, [root], values.yes === true);
    if (!agreed.ok) return terminal.refuse(agreed.fault);
    rootDigest = root.digest;
  }
  return withService(terminal, async ({ call }) => {
    const source =
      path === undefined ? undefined : await call("source.add", { paths: [path], via: "cli" });
    if (source?.ok === false) return terminal.refuse(source.fault);
    const [root] = source?.value.sources ?? [];
    const added = await call("authority.add", {
      url,
      ...(values.name === undefined ? {} : { name: values.name }),
      ...(root === undefined ? {} : { root }),
      ...(rootDigest === undefined ? {} : { rootDigest }),
    });
    if (!added.ok) return terminal.refuse(added.fault);
    if (terminal.json) terminal.print(added.value);
    else for (const one of added.value.authorities) terminal.say(`${one.url}  ${one.name}`);
    for (const { message } of added.value.notices) terminal.note(message);
    return 0;
  });
}
