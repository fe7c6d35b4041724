import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { rampart: new URL("src/index.ts", import.meta.url).pathname } },
  test: {
    setupFiles: ["test/setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    include: ["test/**/*.test.ts"],
    exclude: ["test/real/**"],
    typecheck: { enabled: false },
  },
});
