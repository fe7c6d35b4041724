import { createRequire } from "node:module";
import type { Ajv2020, Options } from "ajv/dist/2020.js";

/** The schema compiler, loaded when it is needed: it costs as much time as all checks of a folder. */
export function createAjv(options: Options = {}): Ajv2020 {
  const library: typeof import("ajv/dist/2020.js") = createRequire(import.meta.url)("ajv/dist/2020.js");
  return new library.Ajv2020({
    allErrors: true,
    inlineRefs: false,
    messages: false,
    strict: true,
    // A field's own schema may say more about it than the part that gives its type.
    strictTypes: false,
    strictRequired: false,
    validateFormats: false,
    keywords: ["x-expected", "x-kubernetes-list-map-keys"],
    ...options,
  });
}
