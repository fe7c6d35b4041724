import { z } from "zod";
import { awaitNode } from "../pulls/await-node.ts";
import { findPull } from "../pulls/find-pull.ts";
import { record } from "../pulls/record.ts";
import { paginate } from "../paginate.ts";
import { readBody } from "../read-body.ts";
import { invalid, refusal } from "../refusal.ts";
import { label, labelNamed, labelsNamed } from "../shapes/label.ts";
import type { Label, Pull } from "../state.ts";
import type { Reply, Route, World } from "../world.ts";
import { letterCount } from "../letter-count.ts";
import { readsIssue, writesIssue } from "./issue-needs.ts";

/** A label as a body names it: bare, or as an object. */
export const LabelName = z
  .union([z.string(), z.object({ name: z.string() })])
  .transform((one) => (typeof one === "string" ? one : one.name));
const Names = z
  .union([z.object({ labels: z.array(LabelName).default([]) }), z.array(LabelName), z.string()])
  .transform((one) => (typeof one === "string" ? [one] : "labels" in one ? one.labels : one));
const NewLabel = z.object({ name: z.string(), color: z.string().default("ededed"), description: z.string().nullable().default(null) });
const root = "/repos/{owner}/{repo}/issues/{number}/labels";
const most = 100;

/** Labels of the repository and of pull requests. @see https://docs.github.com/rest/issues/labels */
export const labels: readonly Route[] = [
  {
    method: "GET",
    path: root,
    needs: readsIssue,
    handle(world, call) {
      const { items, headers } = paginate(world, call, labelsNamed(world, findPull(world, call).labels));
      return { status: 200, body: items, headers };
    },
  },
  {
    method: "POST",
    path: root,
    needs: writesIssue,
    handle(world, call) {
      const pull = findPull(world, call);
      const names = readBody(call, Names);
      awaitNode(world, pull);
      return shown(world, setLabels(world, pull, call.actor.login, [...pull.labels, ...names]));
    },
  },
  {
    method: "PUT",
    path: root,
    needs: writesIssue,
    handle: (world, call) => shown(world, setLabels(world, findPull(world, call), call.actor.login, readBody(call, Names))),
  },
  {
    method: "DELETE",
    path: `${root}/{name}`,
    needs: writesIssue,
    handle(world, call) {
      const pull = findPull(world, call);
      const known = labelNamed(world, call.params["name"] ?? "")?.name;
      if (known === undefined || !pull.labels.includes(known)) throw refusal(404, "Label does not exist");
      const rest = pull.labels.filter((name) => name !== known);
      return shown(world, setLabels(world, pull, call.actor.login, rest));
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/labels",
    needs: readsIssue,
    handle(world, call) {
      const { items, headers } = paginate(world, call, world.state.labels);
      return { status: 200, body: items.map((one) => label(world, one)), headers };
    },
  },
  {
    method: "POST",
    path: "/repos/{owner}/{repo}/labels",
    needs: writesIssue,
    handle(world, call) {
      const { name, color, description } = readBody(call, NewLabel);
      if (labelNamed(world, name) !== undefined) throw invalid({ resource: "Label", code: "already_exists", field: "name" });
      return { status: 201, body: label(world, addLabel(world, name, color, description)) };
    },
  },
];

/** Makes a label, under the rules of one. */
export function addLabel(world: World, name: string, color = "ededed", description: string | null = null): Label {
  if (name === "" || letterCount(name) > 50) throw invalid({ resource: "Label", code: "invalid", field: "name" });
  if (!/^[0-9a-f]{6}$/i.test(color)) throw invalid({ resource: "Label", code: "invalid", field: "color" });
  if (description !== null && letterCount(description) > 100) throw invalid({ resource: "Label", code: "invalid", field: "description" });
  const made = { id: world.nextId(), name, color, description };
  world.state.labels.push(made);
  return made;
}

/** Gives a pull request these labels and no others; one that does not exist is made. */
export function setLabels(world: World, pull: Pull, by: string, names: readonly string[]): Pull {
  const unique = [...new Set(names.map((name) => labelNamed(world, name)?.name ?? name))];
  if (unique.length > most) throw invalid({ resource: "Issue", code: "custom", field: "labels", message: `No more than ${most} labels` });
  for (const name of unique) if (labelNamed(world, name) === undefined) addLabel(world, name);
  for (const label of unique) if (!pull.labels.includes(label)) record(world, pull, "labeled", by, { label });
  for (const label of pull.labels) if (!unique.includes(label)) record(world, pull, "unlabeled", by, { label });
  pull.labels = unique;
  pull.updatedAt = world.now();
  return pull;
}

function shown(world: World, { labels: names }: Pull): Reply {
  return { status: 200, body: labelsNamed(world, names) };
}
