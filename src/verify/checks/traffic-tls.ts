import type { FolderCheck } from "../check.ts";
import { fields, items } from "../gateway/violation.ts";
import { committedIngresses } from "../traffic/committed-ingresses.ts";
import { committedStage } from "../traffic/committed-stage.ts";

/** Without its entry, a controller answers the host with a certificate of its own, or in the clear. */
export const trafficTls: FolderCheck = {
  code: "traffic-tls",
  severity: "error",
  description: "a host that the rollout serves with TLS has a certificate in its primary Ingress",
  scope: "folder",
  *check(folder) {
    const stage = committedStage(folder);
    if (stage === undefined || folder.resource()?.spec.tls !== true) return;
    for (const { object, title, isCanary, paths } of committedIngresses(folder)) {
      if (isCanary || !paths.some(({ host }) => host === stage.host)) continue;
      const entries = items(fields(object.value["spec"])["tls"]);
      const covered = entries.some(([, { hosts }]) => Array.isArray(hosts) && hosts.includes(stage.host));
      if (covered) continue;
      yield {
        message: `${title} has no certificate for ${stage.host}, which the rollout serves with TLS`,
        hint: `add ${stage.host} to spec.tls, or run \`rampart compile\``,
        file: object.file,
        document: object.document,
        path: ["spec", "tls"],
      };
    }
  },
};
