import { defineConfig, mergeConfig } from "vitest/config";
import fast from "./vitest.config.ts";

/** The same, for what takes its time: the corpus of broken projects, long property tests, whole compiles in processes of their own. */
const slow = mergeConfig(fast, defineConfig({}));
export default { ...slow, test: { ...slow.test, include: ["test/**/*.slow.test.ts"], exclude: [] } };
