import { z } from "zod";
import { resolveCommit } from "../git/resolve.ts";
import { paginate } from "../paginate.ts";
import { readBody } from "../read-body.ts";
import { notFound, refusal } from "../refusal.ts";
import { app } from "../shapes/app.ts";
import { checkRun } from "../shapes/check-run.ts";
import { repositoryPage } from "../shapes/repository.ts";
import { time } from "../shapes/time.ts";
import type { CheckRun } from "../state.ts";
import type { Call, Route, World } from "../world.ts";

const Conclusion = z.enum(["action_required", "cancelled", "failure", "neutral", "success", "skipped", "stale", "timed_out"]);
const Annotation = z.object({
  path: z.string(),
  start_line: z.number().int(),
  end_line: z.number().int(),
  start_column: z.number().int().optional(),
  end_column: z.number().int().optional(),
  annotation_level: z.enum(["notice", "warning", "failure"]),
  message: z.string(),
  title: z.string().optional(),
  raw_details: z.string().optional(),
});
const Output = z.object({
  title: z.string().optional(),
  summary: z.string(),
  text: z.string().optional(),
  annotations: z.array(Annotation).default([]),
});
const ChangedRun = z.object({
  name: z.string().optional(),
  details_url: z.string().optional(),
  external_id: z.string().optional(),
  status: z.enum(["queued", "in_progress", "completed"]).optional(),
  started_at: z.string().optional(),
  conclusion: Conclusion.optional(),
  completed_at: z.string().optional(),
  output: Output.optional(),
});
const NewRun = ChangedRun.extend({ name: z.string(), head_sha: z.string() });
const root = "/repos/{owner}/{repo}";
const mostAnnotations = 50;
const mostText = 65_535;

/** Check runs, which only Apps may write. @see https://docs.github.com/rest/checks/runs */
export const checkRuns: readonly Route[] = [
  {
    method: "POST",
    path: `${root}/check-runs`,
    needs: [["checks", "write"]],
    async handle(world, call) {
      onlyApps(call);
      const wish = readBody(call, NewRun);
      if ((await world.repository.commit(wish.head_sha)) === undefined) throw refusal(422, `No commit found for SHA: ${wish.head_sha}`);
      const run: CheckRun = {
        id: world.nextId(),
        sha: wish.head_sha,
        app: call.actor.login,
        name: wish.name,
        status: "queued",
        conclusion: null,
        detailsUrl: null,
        externalId: "",
        startedAt: time(world.now()),
        completedAt: null,
        title: null,
        summary: null,
        text: null,
        annotations: [],
      };
      change(world, run, wish);
      world.state.checkRuns.push(run);
      return { status: 201, body: checkRun(world, run), headers: { location: `${world.url}${call.path}/${run.id}` } };
    },
  },
  {
    method: "GET",
    path: `${root}/check-runs/{id}`,
    needs: [["checks", "read"]],
    handle: (world, call) => ({ status: 200, body: checkRun(world, find(world, call)) }),
  },
  {
    method: "PATCH",
    path: `${root}/check-runs/{id}`,
    needs: [["checks", "write"]],
    handle(world, call) {
      onlyApps(call);
      const run = find(world, call);
      if (run.app !== call.actor.login)
        throw refusal(403, "Invalid app_id `0` - check run can only be modified by the GitHub App that created it.");
      change(world, run, readBody(call, ChangedRun));
      return { status: 200, body: checkRun(world, run) };
    },
  },
  {
    method: "GET",
    path: `${root}/check-runs/{id}/annotations`,
    needs: [["checks", "read"]],
    handle(world, call) {
      const run = find(world, call);
      const { items, headers } = paginate(world, call, run.annotations);
      return { status: 200, body: items, headers };
    },
  },
  {
    method: "GET",
    path: `${root}/commits/{ref+}/check-runs`,
    needs: [["checks", "read"]],
    async handle(world, call) {
      const sha = await resolveCommit(world.repository, call.params["ref"] ?? "");
      if (sha === undefined) throw refusal(422, `No commit found for SHA: ${call.params["ref"] ?? ""}`);
      const name = call.query.get("check_name");
      const status = call.query.get("status");
      const appId = call.query.get("app_id");
      const ofCommit = world.state.checkRuns.filter((one) => one.sha === sha).toReversed();
      const newest =
        call.query.get("filter") === "all"
          ? ofCommit
          : [...new Map(ofCommit.toReversed().map((one) => [`${one.app} ${one.name}`, one])).values()];
      const all = newest.filter(
        (one) =>
          (name === null || one.name === name) &&
          (status === null || one.status === status) &&
          (appId === null || String(app(world, one.app)["id"]) === appId),
      );
      const { items, headers } = paginate(world, call, all);
      return { status: 200, body: { total_count: all.length, check_runs: items.map((one) => checkRun(world, one)) }, headers };
    },
  },
];

function onlyApps({ actor }: Call): void {
  if (actor.kind !== "installation" && actor.kind !== "actions") throw refusal(403, "You must authenticate via a GitHub App.");
}

function change(world: World, run: CheckRun, wish: z.output<typeof ChangedRun>): void {
  const { output } = wish;
  const long = [output?.summary, output?.text].some((text) => text !== undefined && text.length > mostText);
  if (long) throw refusal(422, `Invalid request.\n\nOnly ${mostText} characters are allowed.`);
  if ((output?.annotations.length ?? 0) > mostAnnotations)
    throw refusal(
      422,
      `Invalid request.\n\nNo more than ${mostAnnotations} items are allowed; ${output?.annotations.length ?? 0} were supplied.`,
    );
  if (wish.conclusion === undefined && (wish.completed_at !== undefined || (wish.status === "completed" && run.conclusion === null)))
    throw refusal(422, `Invalid request.\n\nMissing required key 'conclusion'.`);
  if (wish.conclusion === "stale") throw refusal(422, "Invalid request.\n\nconclusion cannot be stale.");
  run.name = wish.name ?? run.name;
  run.detailsUrl = wish.details_url ?? run.detailsUrl;
  run.externalId = wish.external_id ?? run.externalId;
  run.startedAt = wish.started_at ?? run.startedAt;
  if (wish.conclusion !== undefined) {
    run.status = "completed";
    run.conclusion = wish.conclusion;
    run.completedAt = wish.completed_at ?? time(world.now());
  } else if (wish.status !== undefined && wish.status !== "completed") {
    run.status = wish.status;
    run.conclusion = null;
    run.completedAt = null;
  }
  if (output === undefined) return;
  run.title = output.title ?? run.title;
  run.summary = output.summary;
  run.text = output.text ?? run.text;
  for (const one of output.annotations)
    run.annotations.push({
      start_column: null,
      end_column: null,
      title: null,
      raw_details: null,
      ...one,
      blob_href: `${repositoryPage(world)}/blob/${run.sha}/${one.path}`,
    });
}

function find({ state }: World, { params }: Call): CheckRun {
  const run = state.checkRuns.find(({ id }) => String(id) === params["id"]);
  if (run === undefined) throw notFound();
  return run;
}
