import type { FoldersCheck } from "../check.ts";
import { committedIngresses, pathName } from "../traffic/committed-ingresses.ts";
import { visiting } from "../visiting.ts";

/**
 * ingress-nginx takes one primary and one canary for a path; of more, one wins
 * and the others are dropped, or the webhook refuses them.
 */
export const trafficOneCanary: FoldersCheck = {
  code: "traffic-one-canary",
  severity: "error",
  description: "a host and path has one primary and one canary Ingress in a cluster",
  scope: "folders",
  ...visiting(() => {
    const owners = new Map<string, { readonly title: string; readonly file: string }>();
    return {
      *folder(folder) {
        const cluster = folder.resource()?.spec.environment.cluster ?? folder.environment;
        for (const ingress of committedIngresses(folder)) {
          const role = ingress.isCanary ? "canary" : "primary";
          for (const path of ingress.paths) {
            const key = JSON.stringify([cluster, ingress.className, role, path.host, path.path, path.pathType]);
            const owner = owners.get(key);
            if (owner === undefined) {
              owners.set(key, { title: ingress.title, file: ingress.object.file });
              continue;
            }
            const { file, document } = ingress.object;
            yield {
              message: `${ingress.title} is a second ${role} of ${pathName(path)}, beside ${owner.title} in ${owner.file}: ingress-nginx takes one`,
              hint: "finish one rollout before the other starts, or give them different hosts or paths",
              file,
              document,
              path: path.at,
            };
          }
        }
      },
    };
  }),
};
