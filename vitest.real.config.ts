import { defineConfig } from "vitest/config";

/** Tests that run the real tools of the field, which must be installed: promtool. */
export default defineConfig({
  resolve: { alias: { rampart: new URL("src/index.ts", import.meta.url).pathname } },
  test: { include: ["test/real/**/*.test.ts"], typecheck: { enabled: false }, testTimeout: 120_000 },
});
