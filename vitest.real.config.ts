import { defineConfig } from "vitest/config";
import { broken } from "./test/real/harness/broken.ts";
import { partTable } from "./test/real/harness/part-table.ts";

/** Tests that run the real tools of the field: see docs/real-parts.md. */
export default defineConfig({
  resolve: { alias: { rampart: new URL("src/index.ts", import.meta.url).pathname } },
  test: {
    projects: [
      { extends: true, test: { name: "", include: ["test/real/**/*.test.ts"] } },
      // The machine's own Prometheus above, the current one here.
      {
        extends: true,
        test: {
          name: "current",
          include: ["test/real/prometheus-*.test.ts"],
          // No Prometheus shows a client's certificate there.
          exclude: ["test/real/prometheus-certificate.test.ts"],
          env: { RAMPART_PROMETHEUS: new URL(".cache/real-parts/bin", import.meta.url).pathname },
        },
      },
    ],
    typecheck: { enabled: false },
    // A part mostly waits for what it has started, so two run at a time where there are two cores.
    maxWorkers: "100%",
    // Broken output fails a thousand times; what counts is that it does.
    reporters: broken ? [partTable] : ["default", partTable],
    testTimeout: 300_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
  },
});
