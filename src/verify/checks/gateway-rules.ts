import { formatPath } from "../../model/problem.ts";
import type { FolderCheck } from "../check.ts";
import { objectName } from "../object-name.ts";
import { routeRules } from "../gateway/route-rules.ts";

/** The API server refuses an HTTPRoute that breaks a rule of its CRD: better said before the merge than by a sync that fails. */
export const gatewayRules: FolderCheck = {
  code: "gateway-rules",
  severity: "error",
  description: "each HTTPRoute keeps the validation rules of its CRD",
  scope: "folder",
  *check(folder) {
    for (const { file, document, value } of folder.objects()) {
      if (value["kind"] !== "HTTPRoute" || !String(value["apiVersion"]).startsWith("gateway.networking.k8s.io/")) continue;
      for (const { path, message } of routeRules(value)) {
        yield {
          message: `${objectName(value)} breaks a rule of its CRD at ${formatPath(path)}: ${message}`,
          hint: "correct the route: the API server refuses it as it is",
          file,
          document,
          path,
        };
      }
    }
  },
};
