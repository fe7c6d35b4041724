import { readListed } from "../project/read-below.ts";
import type { Defined, Project, Standing } from "../project/read-project.ts";
import type { Rollout } from "../model/rollout.ts";
import { checksFor, type ProjectChecks } from "./checks-for.ts";
import { createFolder, nameOf, type FolderName } from "./folder.ts";
import { createInspector, type Inspection, type Site } from "./inspect.ts";

/** What another thread must know to inspect sites as this one does. Plain data. */
export interface Task {
  readonly root: string;
  /** Texts of the project's own schemas that judge. */
  readonly schemas: ReadonlyMap<string, string>;
  readonly judges: Pick<ProjectChecks, "policies" | "trust">;
  /** What all rollouts have in common; without it, no definition is run and only files are judged. */
  readonly definitions: SharedDefinitions | undefined;
  /** Codes of the checks: where the other's list is another, its answers would mean something else. */
  readonly codes: readonly string[];
}

/** What is handed over of a project. */
interface SharedDefinitions extends Pick<Project, "environments" | "templates" | "stops"> {
  /** Whether the project has settings, which the other thread must run itself. */
  readonly hasConfig: boolean;
}

/** A site as plain data. */
export interface FarSite {
  readonly folder: FolderName | undefined;
  readonly standing: Standing | undefined;
  /** The definition of what stands there. */
  readonly rollout: Defined<Rollout> | undefined;
}

/** What is handed over of a project. */
export function sharedDefinitions({ environments, templates, stops, config }: Project): SharedDefinitions {
  return { environments, templates, stops, hasConfig: config !== undefined };
}

/** A site as it is handed over. */
export function farSite({ folder, standing }: Site, rollouts: Project["rollouts"] | undefined): FarSite {
  return {
    folder: folder && nameOf(folder),
    standing,
    rollout: standing && rollouts?.get(standing.rollout),
  };
}

/** Another thread, as the first one sees it. */
export interface FarHelper {
  /** Tells it what to do; before anything is handed over. */
  prepare(task: Task): void;
  /** What was found at the sites, in their order; `undefined` from one that can do no more. */
  inspect(sites: readonly FarSite[]): Promise<readonly Inspection[] | undefined>;
  close(): void;
}

/** Gets ready to inspect sites in another thread; `undefined` where it would not judge as the first one does. */
export async function createFarInspector(task: Task): Promise<((sites: readonly FarSite[]) => readonly Inspection[]) | undefined> {
  const { root, schemas, judges, definitions, codes } = task;
  // Loaded when wanted: to judge data alone, nothing that runs definitions is even loaded.
  const compilingOf = definitions && (await import("./compiling.ts")).compilingOf;
  const config = definitions?.hasConfig === true ? await (await import("./read-definitions.ts")).readFreshConfig(root) : undefined;
  const checks = checksFor({ ...judges, config });
  if (checks.length !== codes.length || checks.some(({ code }, index) => code !== codes[index])) return undefined;
  const inspect = createInspector(checks);
  return (sites) => {
    const compiling =
      definitions &&
      compilingOf?.({
        ...definitions,
        root,
        config,
        rollouts: new Map(sites.flatMap(({ rollout }) => (rollout === undefined ? [] : [[rollout.value.name, rollout] as const]))),
        standings: sites.flatMap(({ standing }) => standing ?? []),
      });
    return sites.map(({ folder, standing }) => {
      const read = folder && createFolder(folder, () => readListed(root, folder.path, folder.paths), schemas);
      return inspect({ folder: read, standing }, { compile: compiling?.compile });
    });
  };
}
