import { createRenderer, createStandingContext, type Renderer, type Tree } from "../compile/compile.ts";
import type { Artifact } from "../compile/artifact.ts";
import type { Rendered } from "../compile/closure/rendered.ts";
import type { Context } from "../compile/context.ts";
import { packageVersion } from "../project/package-version.ts";
import type { Project, Standing } from "../project/read-project.ts";
import { invalidFindings } from "./definition-invalid.ts";
import type { Finding } from "./finding.ts";
import type { Folder } from "./folder.ts";
import { renderedFolder } from "./rendered-folder.ts";

/** Compiles the standings of a project in memory, one after the other, so that what belongs to one need not be kept for all. */
export interface Compiling {
  readonly project: Project;
  /** What is wrong with the project's settings, so that nothing can be compiled. */
  readonly invalid: readonly Finding[];
  /** Compiles a standing, whose committed folder is known or not there. */
  readonly compile: (standing: Standing, folder: Folder | undefined) => CompiledStanding;
}

/** What a standing compiles to, as far as it does. */
export interface CompiledStanding {
  readonly context: Context | undefined;
  readonly tree: Tree | undefined;
  /** Why it could not be compiled. */
  readonly invalid: readonly Finding[];
}

/** Gets ready to compile a project's standings. */
export function compilingOf(project: Project): Compiling {
  let render: Renderer;
  try {
    render = createRenderer(project, { version: packageVersion() });
  } catch (error) {
    return {
      project,
      invalid: invalidFindings(error, "rampart.config.ts"),
      compile: () => ({ context: undefined, tree: undefined, invalid: [] }),
    };
  }
  return {
    project,
    invalid: [],
    compile: (standing, folder) => {
      let context: Context | undefined;
      try {
        context = createStandingContext(project, standing, standing.stage);
        return { context, tree: render(context, readOf(folder)), invalid: [] };
      } catch (error) {
        return { context, tree: undefined, invalid: invalidFindings(error, project.rollouts.get(standing.rollout)?.file ?? "rollouts") };
      }
    },
  };
}

const readTogether = ["rules.yaml", "dashboard.json", "RUNBOOK.md"];

/** What the committed files were read as is what the compiled ones would be, where they are the same. */
function readOf(folder: Folder | undefined): (files: readonly Artifact[]) => Rendered | undefined {
  return (files) => {
    if (folder === undefined) return undefined;
    const same = files.filter(({ path, content }) => readTogether.includes(path) && folder.files.get(path) === content);
    const sound = !("problem" in folder.yaml("rules.yaml")) && !("problem" in folder.json("dashboard.json"));
    return same.length === readTogether.length && sound ? renderedFolder(folder) : undefined;
  };
}
