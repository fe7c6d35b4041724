import type { z } from "zod";
import type { Environment } from "./environment.ts";

/** Declares an environment; checked when the project is read, where errors name the file. */
export function defineEnvironment(environment: z.input<typeof Environment>): z.input<typeof Environment> {
  return environment;
}
