import type { Io } from "../command.ts";
import { branchName } from "../../step/branch-name.ts";
import { runSteps } from "../../step/run-steps.ts";
import type { StepReport } from "../../step/step-report.ts";
import { contextOf, openStepWorld, standingNamed } from "../step-world.ts";
import { answerPeople } from "./answer-people.ts";
import { answerProbes } from "./answer-probes.ts";
import { personOf } from "./person.ts";
import { people, type Sandbox } from "./start-sandbox.ts";

/** What happens while a ladder is played. */
export type LadderEvent =
  /** A run of `step` ended so. */
  | { readonly kind: "step"; readonly at: number; readonly report: StepReport; readonly requests: number }
  | { readonly kind: "merged"; readonly at: number; readonly number: number; readonly by: string; readonly stage: string }
  /** It is approved, and about to be merged. */
  | { readonly kind: "approved"; readonly at: number; readonly number: number; readonly branch: string }
  /** People wrote down what their gates waited for. */
  | { readonly kind: "confirmed"; readonly at: number; readonly gates: readonly string[] };

/** Which ladder is played, and how far. */
export interface LadderPlay {
  readonly sandbox: Sandbox;
  readonly rollout: string;
  readonly environment: string;
  readonly io: Io;
  readonly on: (event: LadderEvent) => Promise<void> | void;
  /** Told after each event; playing ends when it says so. It ends by itself on the last stage. */
  readonly until?: (event: LadderEvent) => boolean;
}

const longest = 400;
const minute = 60;

/**
 * Plays a ladder over virtual time: takes a step whenever one is due, with
 * people who confirm, approve and merge what they are asked to. Returns whether
 * the last stage was reached.
 */
export async function playLadder(play: LadderPlay): Promise<boolean> {
  for (let turn = 0; turn < longest; turn += 1) {
    const ending = await playTurn(play);
    if (ending !== "goes on") return ending === "last stage";
  }
  return false;
}

/** One run of `step`, and what people and time do after it. */
async function playTurn(play: LadderPlay): Promise<"goes on" | "told to end" | "last stage"> {
  const { sandbox, rollout, environment, io } = play;
  const told: boolean[] = [];
  const tell = async (event: LadderEvent): Promise<void> => {
    await play.on(event);
    told.push(play.until?.(event) === true);
  };
  const { project, run, forge } = await openStepWorld({ root: sandbox.root, prometheus: sandbox.metrics.urlOf(environment, rollout) }, io);
  const standing = standingNamed(project, rollout, environment);
  answerProbes(sandbox.root, contextOf(project, standing), sandbox.clock.now());
  // Nobody else takes steps in a sandbox of one's own.
  const [report] = await runSteps({ ...run, wait: () => Promise.resolve() }, [standing]);
  if (report === undefined) throw new RangeError("Cannot play a ladder: no step was taken");
  await tell({ kind: "step", at: sandbox.clock.now(), report, requests: forge.requests() });
  if (report.decision.kind === "done") return "last stage";
  if (!told.includes(true)) await react(play, report, tell);
  return told.includes(true) ? "told to end" : "goes on";
}

/** What people and time do after a step. */
async function react(play: LadderPlay, report: StepReport, tell: (event: LadderEvent) => Promise<void>): Promise<void> {
  const { sandbox, rollout, environment } = play;
  const { clock } = sandbox;
  const { decision, pull, proposal } = report;
  if ("move" in decision && pull !== undefined && proposal !== undefined) {
    clock.pass(10 * minute);
    const answers = pull.draft ? answerPeople(proposal.before, proposal.judgement?.verdicts ?? [], clock.now()) : [];
    if (answers.length > 0) {
      await personOf(sandbox, people[0]).confirm(rollout, environment, answers);
      await sandbox.pull();
      await tell({ kind: "confirmed", at: clock.now(), gates: [...new Set(answers.map(({ gate }) => gate))] });
    } else if (!pull.draft) {
      for (const login of people) await personOf(sandbox, login).approve(pull.number);
      const branch = branchName({ environment, rollout, stage: decision.move.to });
      await tell({ kind: "approved", at: clock.now(), number: pull.number, branch });
      await personOf(sandbox, people[0]).merge(pull.number);
      await sandbox.pull();
      await tell({ kind: "merged", at: clock.now(), number: pull.number, by: people[0], stage: decision.move.to });
      clock.pass(5 * minute);
    }
  } else if (decision.kind === "wait") {
    clock.reach(decision.until + minute);
  } else if (decision.kind === "frozen" && decision.until !== undefined) {
    clock.reach(decision.until + minute);
  } else {
    clock.pass(120 * minute);
  }
}
