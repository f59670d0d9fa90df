import type { Page } from "playwright";

/** Drags files or folders of this machine onto the page and lets go, as a hand would. */
export async function dropPaths(page: Page, paths: readonly string[]): Promise<void> {
  const zone = page.getByTestId("drop-zone");
  await zone.scrollIntoViewIfNeeded();
  const box = await zone.boundingBox();
  if (box === null) throw new Error("the drop zone is not on the page");
  const session = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, ...at, data });
  }
  await session.detach();
}
