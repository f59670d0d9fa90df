import { useSyncExternalStore } from "react";

/** The screens. The address after `#` names one, so that back, reload and a link work. */
export type Route =
  | { readonly screen: "start" | "practice" | "real" | "evidence" | "verify" | "trust" | "missing" }
  | { readonly screen: "item"; readonly id: string };

const plain = ["practice", "real", "evidence", "verify", "trust"] as const;

/** The route of an address's fragment. */
export function routeOf(hash: string): Route {
  const path = hash.replace(/^#?\/?/u, "");
  if (path === "") return { screen: "start" };
  const item = /^evidence\/([0-9a-f]{32})$/u.exec(path)?.[1];
  if (item !== undefined) return { screen: "item", id: item };
  const screen = plain.find((name) => name === path);
  return { screen: screen ?? "missing" };
}

/** The fragment of a route. */
export function hashOf(route: Route): string {
  switch (route.screen) {
    case "start":
      return "#/";
    case "item":
      return `#/evidence/${route.id}`;
    default:
      return `#/${route.screen}`;
  }
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(listen, () => location.hash);
  return routeOf(hash);
}

export function goTo(route: Route): void {
  location.hash = hashOf(route);
}

function listen(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}
