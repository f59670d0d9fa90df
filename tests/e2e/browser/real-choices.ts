import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright";
import type { StandIn } from "../../parties/stand-in-authority.ts";

/** What its owner does on the screen of real evidence before a file can be put in. */
export function realChoices(page: Page, folder: string) {
  const dialog = page.getByRole("dialog");
  return {
    /** Adds a stand-in authority with its root, and chooses it. */
    async addAuthority(authority: StandIn, name: string) {
      const rootFile = join(folder, "root.pem");
      const base64 = Buffer.from(authority.chain.root.certificate).toString("base64");
      const lines = base64.match(/.{1,64}/gu) ?? [];
      const pem = ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""];
      await writeFile(rootFile, pem.join("\n"));
      await page.getByRole("button", { name: "添加机构" }).click();
      await dialog.getByLabel("地址").fill(`${authority.url}/tsa`);
      await dialog.getByLabel("名称").fill(name);
      await dialog.locator('input[type="file"]').setInputFiles(rootFile);
      await dialog.locator("code").first().waitFor();
      await dialog.getByRole("button", { name: "摘要一致，予以信任" }).click();
      const done = dialog.getByRole("button", { name: "完成" });
      await Promise.race([
        dialog.waitFor({ state: "hidden" }),
        done.waitFor().then(() => done.click()),
      ]);
      await page.getByLabel(name).check();
    },
    /** Makes an identity under a passphrase, and chooses it. */
    async makeIdentity(subject: string) {
      await page.getByRole("button", { name: "新建身份" }).click();
      await dialog.getByLabel("在本机的称呼").fill("office");
      await dialog.getByLabel("姓名或单位全称").fill(subject);
      await dialog.getByLabel("为本机设定口令").fill("correct horse battery");
      await dialog.getByRole("button", { name: "新建身份" }).click();
      await dialog.waitFor({ state: "hidden" });
      await page.getByRole("radio", { name: subject }).check();
    },
    /** Imports a PKCS#12 file, and leaves the dialog open for what it says. */
    async importIdentity(wish: {
      readonly file: string;
      readonly filePassphrase: string;
      readonly passphrase: string;
    }) {
      if (!(await dialog.isVisible())) {
        await page.getByRole("button", { name: "导入 PKCS#12" }).click();
        await dialog.getByLabel("在本机的称呼").fill("firm");
        await dialog.locator('input[type="file"]').setInputFiles(wish.file);
      }
      await dialog.getByLabel("该文件的口令").fill(wish.filePassphrase);
      await dialog.getByLabel("为本机设定口令").fill(wish.passphrase);
      await dialog.getByRole("button", { name: "导入 PKCS#12" }).click();
    },
  };
}
