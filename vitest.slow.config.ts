import { defineConfig } from "vitest/config";

/** What takes its time: the corpus of broken projects, long property tests, whole compiles in processes of their own. */
export default defineConfig({
  resolve: { alias: { rampart: new URL("src/index.ts", import.meta.url).pathname } },
  test: {
    isolate: false,
    pool: "threads",
    maxWorkers: "100%",
    globalSetup: ["test/global-setup.ts"],
    setupFiles: ["test/setup.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    include: ["test/**/*.slow.test.ts"],
    typecheck: { enabled: false },
  },
});
