import type { Config } from "./config.ts";

/** Declares a project's settings. */
export function defineConfig(config: Config): Config {
  return config;
}
