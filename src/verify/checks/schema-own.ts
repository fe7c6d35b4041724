import type { FoldersCheck } from "../check.ts";
import { ownSchemas } from "../schemas/own-schemas.ts";

/** A schema that cannot be used checks nothing: better to hear of it than to trust it. */
export const schemaOwn: FoldersCheck = {
  code: "schema-own",
  severity: "error",
  description: "each file of schemas/ is a schema of a kind that can be used",
  scope: "folders",
  *check([folder]) {
    if (folder === undefined) return;
    for (const { file, message, hint, severity } of ownSchemas(folder.schemas).problems)
      yield { message: `The schema file ${message}`, hint, file: `schemas/${file}`, severity };
  },
};
