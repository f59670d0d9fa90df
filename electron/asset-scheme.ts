import { type PageAsset, pageAsset } from "../shared/contract/page-assets.ts";

/** The scheme that the page is served under, instead of `file:`. It bypasses no CSP and takes no cross-origin request. */
export const assetScheme = {
  scheme: "app",
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
} as const;

const pageHost = "cunzhen";

export const pageAddress = `${assetScheme.scheme}://${pageHost}/`;

/**
 * Whether an address belongs to our page. Compares scheme and host, since the `origin` of every
 * custom scheme is the same string "null".
 */
export function isPageAddress(address: string): boolean {
  const url = parseAddress(address);
  return url?.protocol === `${assetScheme.scheme}:` && url.host === pageHost;
}

/** The built file that an address names; nothing for any other scheme, host, method or path. */
export function requestedAsset(method: string, address: string): PageAsset | undefined {
  const url = parseAddress(address);
  if (method !== "GET" || url === undefined || !isPageAddress(address)) return undefined;
  return pageAsset(url.pathname);
}

function parseAddress(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}
