import type { DiskCheck } from "../check.ts";
import { ownSchemas } from "../schemas/own-schemas.ts";

/** A schema that cannot be used checks nothing: better to hear of it than to trust it. */
export const schemaOwn: DiskCheck = {
  code: "schema-own",
  severity: "error",
  description: "each file of schemas/ is a schema of a kind that can be used",
  scope: "disk",
  *check({ schemas }) {
    for (const { file, message, hint, severity, place } of ownSchemas(schemas).problems)
      yield { message: `The schema file ${message}`, hint, file: `schemas/${file}`, severity, ...place };
  },
};
