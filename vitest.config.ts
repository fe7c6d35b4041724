import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { rampart: new URL("src/index.ts", import.meta.url).pathname } },
  test: {
    // Nothing is mocked and modules keep no state but caches of pure functions, so files share them: three times as fast.
    isolate: false,
    pool: "threads",
    maxWorkers: "100%",
    globalSetup: ["test/global-setup.ts"],
    setupFiles: ["test/setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    include: ["test/**/*.test.ts"],
    exclude: ["test/real/**", "test/**/*.slow.test.ts"],
    typecheck: { enabled: false },
  },
});
