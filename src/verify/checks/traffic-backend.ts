import type { FolderCheck, Report } from "../check.ts";
import { backendName, committedIngresses, isReadable, pathName, type NamedBackend } from "../traffic/committed-ingresses.ts";
import { committedRoutes, type CommittedRoute } from "../traffic/committed-routes.ts";
import { committedStage } from "../traffic/committed-stage.ts";

/** A swapped service turns a canary of five percent into one of ninety-five. */
export const trafficBackend: FolderCheck = {
  code: "traffic-backend",
  severity: "error",
  description: "routes lead to the two sides of the rollout, and some backend of each rule gets requests",
  scope: "folder",
  *check(folder) {
    if (!isReadable(folder)) return;
    const stage = committedStage(folder);
    for (const route of committedRoutes(folder)) {
      yield* weightless(route);
      if (stage === undefined || !route.hostnames.includes(stage.host)) continue;
      const sides = Object.values(stage.backends).map(name);
      const { file, document } = route.object;
      for (const { backendRefs, mirrors, at } of route.rules) {
        for (const [index, ref] of backendRefs.entries()) {
          const own = name({ service: ref.name, port: ref.port });
          if (!sides.includes(own))
            yield {
              message: `${route.title} leads to ${own}, which is no side of the rollout`,
              hint: `the sides are ${sides.join(" and ")}`,
              file,
              document,
              path: [...at, "backendRefs", index],
            };
        }
        for (const { backend, at: mirror } of mirrors) {
          const own = name({ service: backend.name, port: backend.port });
          const wanted = name(stage.backends.candidate);
          if (own !== wanted)
            yield {
              message: `${route.title} mirrors to ${own}, but the candidate is ${wanted}`,
              hint: `mirror to ${wanted}`,
              file,
              document,
              path: [...mirror, "backendRef"],
            };
        }
      }
    }
    if (stage === undefined) return;
    for (const { object, title, isCanary, paths } of committedIngresses(folder)) {
      const side = isCanary ? "candidate" : stage.stage.primary;
      const wanted = name(stage.backends[side]);
      for (const path of paths) {
        if (path.host !== stage.host || backendName(path.backend) === wanted) continue;
        yield {
          message: `${title} leads ${pathName(path)} to ${backendName(path.backend)}, but at stage "${stage.stage.name}" ${isCanary ? "the canary" : "the primary"} is the ${side}, ${wanted}`,
          hint: `lead it to ${wanted}, or run \`rampart compile\``,
          file: object.file,
          document: object.document,
          path: [...path.at, "backend"],
        };
      }
    }
  },
};

/** A rule whose backends all weigh 0 answers with errors. */
function* weightless({ object, title, rules }: CommittedRoute): Generator<Report> {
  for (const { backendRefs, at } of rules) {
    if (backendRefs.length === 0 || backendRefs.some(({ weight }) => weight > 0)) continue;
    const which = backendRefs.length === 1 ? `its only backend ${backendRefs[0]?.name ?? ""}` : "every backend";
    yield {
      message: `${title} gives ${which} weight 0 in a rule, so its requests get errors`,
      hint: "give one of them a weight",
      file: object.file,
      document: object.document,
      path: [...at, "backendRefs"],
    };
  }
}

function name(backend: NamedBackend): string {
  return backendName(backend);
}
