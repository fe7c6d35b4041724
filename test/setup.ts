import fc from "fast-check";

// `PROPERTY_RUNS=20000 npx vitest run test/base` looks longer for a counterexample than every run needs to.
const runs = Number(process.env["PROPERTY_RUNS"] ?? 0);
if (runs > 0) fc.configureGlobal({ numRuns: runs, interruptAfterTimeLimit: 120_000 });
