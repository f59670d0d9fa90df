// The arrow table as rules of dependency-cruiser.
import { rooms, sharedOrder, zodFolders } from "./layers.mjs";

/** @param {string} text */
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/**
 * Rules of dependency-cruiser: each names what is allowed, so that its message helps.
 *
 * @returns {import("dependency-cruiser").IForbiddenRuleType[]}
 */
export function cruiserRules() {
  /** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
  const rules = [];
  for (const room of rooms) {
    const here = escaped(room.path);
    if (room.rooms[0] !== "*") {
      const allowed = [room.path, ...room.rooms].map((path) => `${escaped(path)}/`).join("|");
      const others = rooms.map((other) => `${escaped(other.path)}/`).join("|");
      rules.push({
        name: `rooms-of-${room.path.replace("/", "-")}`,
        comment: `${room.path} may import ${room.rooms.join(", ") || "nothing"} besides itself`,
        severity: "error",
        from: { path: `^${here}/` },
        to: { path: `^(${others})`, pathNot: `^(${allowed})` },
      });
    }
    if (room.npm[0] !== "*") {
      const allowed = room.npm.map((name) => `${escaped(name)}/`).join("|");
      rules.push({
        name: `npm-of-${room.path.replace("/", "-")}`,
        comment: `${room.path} may use ${room.npm.join(", ") || "no npm package"}`,
        severity: "error",
        from: {
          path: `^${here}/`,
          ...(room.path === "shared" && { pathNot: `^shared/(${zodFolders.join("|")})/` }),
        },
        to: { path: "node_modules/", ...(allowed && { pathNot: `node_modules/(${allowed})` }) },
      });
    }
    if (!room.node) {
      rules.push({
        name: `no-node-in-${room.path.replace("/", "-")}`,
        comment: `${room.path} runs where Node is not`,
        severity: "error",
        from: { path: `^${here}/` },
        to: { dependencyTypes: ["core"] },
      });
    }
  }
  for (const [rank, folder] of sharedOrder.entries()) {
    const above = sharedOrder.slice(rank + 1).join("|");
    if (above === "") continue;
    rules.push({
      name: `rank-of-shared-${folder}`,
      comment: `shared/${folder} may import only ${sharedOrder.slice(0, rank).join(", ")}`,
      severity: "error",
      from: { path: `^shared/${folder}/` },
      to: { path: `^shared/(${above})/` },
    });
  }
  rules.push(
    {
      name: "npm-of-shared-doors",
      comment: `shared/{${zodFolders.join(",")}} may use zod besides what shared may`,
      severity: "error",
      from: { path: `^shared/(${zodFolders.join("|")})/` },
      to: {
        path: "node_modules/",
        pathNot: `node_modules/(${["zod", ...(rooms[0]?.npm ?? [])].map((name) => `${escaped(name)}/`).join("|")})`,
      },
    },
    {
      name: "shared-folders-are-listed",
      comment: `a folder of shared/ has a rank: ${sharedOrder.join(", ")}`,
      severity: "error",
      from: {},
      to: { path: "^shared/", pathNot: `^shared/(${sharedOrder.join("|")})/` },
    },
    {
      name: "bridge-in-host-only",
      comment: "only renderer/app/host reads the bridge of the shell",
      severity: "error",
      from: { path: "^renderer/", pathNot: "^renderer/app/host/" },
      to: { path: "^electron/" },
    },
    {
      name: "shared-tests-run-in-browsers",
      comment: "tests/shared runs in Chromium as well: no Node there",
      severity: "error",
      from: { path: "^tests/shared/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-circle",
      comment: "two files that import each other are one concept, or there is a third",
      severity: "error",
      from: { pathNot: "^tests/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-lost-import",
      comment: "what is imported must exist",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "\\?(inline|raw|url|worker)" },
    },
  );
  return rules;
}
