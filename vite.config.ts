import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The desktop UI: files for `app://` and the local host, under a CSP that knows only 'self'. */
export default defineConfig({
  root: "renderer/app",
  base: "./",
  plugins: [react()],
  build: {
    outDir: "../../dist/renderer",
    emptyOutDir: true,
    target: "chrome114",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
  },
});
