import type { FoldersCheck } from "../check.ts";
import { isObject } from "../folder.ts";
import { folding } from "../folding.ts";

/**
 * A dashboard is found, linked to and replaced by its uid.
 * @see https://github.com/grafana/grafana/issues/11620
 */
export const dashboardUid: FoldersCheck = {
  code: "dashboard-uid",
  scope: "folders",
  severity: "error",
  description: "dashboards have a uid of their own that Grafana takes",
  ...folding({
    look: (folder) => {
      const reading = folder.json("dashboard.json");
      const dashboard = "problem" in reading ? undefined : reading.value;
      return isObject(dashboard) && Array.isArray(dashboard["panels"]) ? { uid: dashboard["uid"] } : undefined;
    },
    *judge(looked) {
      const seen = new Map<string, string>();
      for (const { folder, fact } of looked) {
        if (fact === undefined) continue;
        const { uid } = fact;
        const place = { file: `${folder.path}/dashboard.json`, path: uid === undefined ? [] : ["uid"] };
        if (typeof uid !== "string" || !/^[a-zA-Z0-9_-]+$/.test(uid)) {
          yield {
            message: `The dashboard has the uid ${JSON.stringify(uid ?? null)}`,
            hint: "use letters, digits, hyphens and underscores",
            ...place,
          };
        } else if (uid.length > 40) {
          yield {
            message: `The dashboard's uid "${uid.slice(0, 60)}" has ${uid.length} characters, and Grafana takes 40`,
            hint: "shorten it",
            ...place,
          };
        } else {
          const other = seen.get(uid);
          if (other !== undefined)
            yield {
              message: `The dashboard's uid "${uid}" is that of ${other}, too: one replaces the other`,
              hint: "give one of them another",
              ...place,
            };
          else seen.set(uid, folder.path);
        }
      }
    },
  }),
};
