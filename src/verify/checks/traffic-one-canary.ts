import type { FoldersCheck } from "../check.ts";
import { committedIngresses, pathName } from "../traffic/committed-ingresses.ts";
import { folding } from "../folding.ts";

/**
 * ingress-nginx takes one primary and one canary for a path; of more, one wins
 * and the others are dropped, or the webhook refuses them.
 */
export const trafficOneCanary: FoldersCheck = {
  code: "traffic-one-canary",
  severity: "error",
  description: "a host and path has one primary and one canary Ingress in a cluster",
  scope: "folders",
  ...folding({
    look: (folder) => {
      const cluster = folder.resource()?.spec.environment.cluster ?? folder.environment;
      return committedIngresses(folder).flatMap(({ object: { file, document }, isCanary, className, title, paths }) => {
        const role = isCanary ? "canary" : "primary";
        return paths.map((path) => ({
          key: JSON.stringify([cluster, className, role, path.host, path.path, path.pathType]),
          title,
          role,
          of: pathName(path),
          place: { file, document, path: path.at },
        }));
      });
    },
    *judge(looked) {
      const owners = new Map<string, { readonly title: string; readonly file: string }>();
      for (const { key, title, role, of, place } of looked.flatMap(({ fact }) => fact)) {
        const owner = owners.get(key);
        if (owner === undefined) {
          owners.set(key, { title, file: place.file });
          continue;
        }
        yield {
          message: `${title} is a second ${role} of ${of}, beside ${owner.title} in ${owner.file}: ingress-nginx takes one`,
          hint: "finish one rollout before the other starts, or give them different hosts or paths",
          ...place,
        };
      }
    },
  }),
};
