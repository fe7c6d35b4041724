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
  /** Compiles a standing, whose committed folder is known or not there; `undefined` where it cannot be, which {@link invalid} then tells. */
  readonly compile: (standing: Standing, folder: Folder | undefined) => Context | undefined;
  /** What was compiled so far, in the order of the project's standings. */
  readonly trees: () => readonly Tree[];
  /** What could not be compiled so far. */
  readonly invalid: () => readonly Finding[];
}

/** Gets ready to compile a project's standings. */
export function compilingOf(project: Project): Compiling {
  const trees = new Map<Standing, Tree>();
  const invalid: Finding[] = [];
  let render: Renderer | undefined;
  try {
    render = createRenderer(project, { version: packageVersion() });
  } catch (error) {
    invalid.push(...invalidFindings(error, "rampart.config.ts"));
  }
  return {
    project,
    compile: (standing, folder) => {
      if (render === undefined) return undefined;
      let context: Context | undefined;
      try {
        context = createStandingContext(project, standing, standing.stage);
        trees.set(standing, sharing(render(context, readOf(folder)), folder));
      } catch (error) {
        invalid.push(...invalidFindings(error, project.rollouts.get(standing.rollout)?.file ?? "rollouts"));
      }
      return context;
    },
    trees: () => project.standings.flatMap((standing) => trees.get(standing) ?? []),
    invalid: () => invalid,
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

/** The tree with the committed text in place of an equal one, so that it is kept once. */
function sharing(tree: Tree, folder: Folder | undefined): Tree {
  if (folder === undefined) return tree;
  const artifacts = tree.artifacts.map((artifact) => {
    const text = folder.files.get(artifact.path);
    return text === artifact.content ? { path: artifact.path, content: text } : artifact;
  });
  return { ...tree, artifacts };
}
