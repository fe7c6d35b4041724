import { dashboardUrl } from "../../compile/conventions.ts";
import type { NewStatus } from "../../forge/forge.ts";
import type { Finding } from "../../verify/finding.ts";
import type { Proposal } from "../proposal.ts";
import { statusDescription } from "../status-description.ts";
import { isOverridden } from "./evidence-of.ts";

/** Commit statuses that the branch protection can ask for: what gates and policies say of the step. */
export function statusesOf(proposal: Proposal, findings: readonly Finding[]): readonly NewStatus[] {
  return [gates(proposal), policyStatus(findings)].map((status) => ({ ...status, description: statusDescription(status.description) }));
}

function gates({ decision, before, judgement }: Proposal): NewStatus {
  const url = dashboardUrl(before.rollout, before.environment);
  const told = (state: NewStatus["state"], description: string): NewStatus => ({ context: "rampart/gates", state, description, url });
  if (decision.kind === "roll-back" || decision.kind === "restart") return told("success", "Going back needs no gate");
  const verdicts = judgement?.verdicts ?? [];
  if (verdicts.length === 0) return told("success", "No gate has to pass");
  const overridden = verdicts.filter((verdict) => isOverridden(verdict, decision.move, decision.overrides));
  const open = verdicts.filter((verdict) => verdict.answer !== "pass" && !overridden.includes(verdict));
  const passed = verdicts.filter(({ answer }) => answer === "pass").length;
  const count = `${passed} of ${verdicts.length} gates pass`;
  if (open.length === 0) return told("success", overridden.length === 0 ? count : `${count}, ${overridden.length} overridden`);
  const isFailed = open.some(({ answer }) => answer === "fail");
  return told(isFailed ? "failure" : "pending", `${count}; open: ${open.map(({ gate }) => gate).join(", ")}`);
}

/** What policies and checks say of a change. */
export function policyStatus(findings: readonly Finding[]): NewStatus {
  const of = (severity: Finding["severity"]) => findings.filter((finding) => finding.severity === severity);
  const [errors, warnings] = [of("error"), of("warning")];
  const codes = [...new Set(errors.map(({ code }) => code))].join(", ");
  const warned = warnings.length === 0 ? "" : `, ${warnings.length} ${warnings.length === 1 ? "warning" : "warnings"}`;
  return errors.length > 0
    ? {
        context: "rampart/policy",
        state: "failure",
        description: `${errors.length} ${errors.length === 1 ? "finding" : "findings"}: ${codes}`,
      }
    : { context: "rampart/policy", state: "success", description: `Nothing forbids it${warned}` };
}
