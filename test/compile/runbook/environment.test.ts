import { expect, test } from "vitest";
import { runbook } from "../../../src/compile/generators/runbook.ts";
import { Environment } from "../../../src/model/environment.ts";
import { contextOf, environment, full } from "./full-context.ts";

/** The runbook of an environment whose Prometheus is so. */
function shown(prometheus: object): string {
  const told = Environment.parse({ ...environment, prometheus: { ...environment.prometheus, ...prometheus } });
  return runbook.generate({ ...contextOf(full, "moved"), environment: told })[0]?.content ?? "";
}

const secrets = { token: { variable: "PROMETHEUS_TOKEN" }, file: { file: "/run/secrets/key.pem" } };

const cases: Readonly<Record<string, readonly [object, string]>> = {
  "a token": [{ auth: { kind: "bearer", token: secrets.token } }, "bearer token in `$PROMETHEUS_TOKEN`"],
  "a password": [
    { auth: { kind: "basic", user: { variable: "PROMETHEUS_USER" }, password: secrets.token } },
    "user in `$PROMETHEUS_USER` with password in `$PROMETHEUS_TOKEN`",
  ],
  "a certificate": [
    { auth: { kind: "certificate", certificate: { file: "/run/secrets/client.pem" }, key: secrets.file } },
    "client certificate in `/run/secrets/client.pem` with key in `/run/secrets/key.pem`",
  ],
  "an authority": [{ authority: secrets.file }, "certificate authority in `/run/secrets/key.pem`"],
  "a tenant": [{ tenant: { value: "team-a" } }, "header `X-Scope-OrgID: team-a`"],
  "a deadline": [{ timeout: "12s" }, "at most 12s a question"],
};

test.each(Object.entries(cases))("%s for asking Prometheus is told by where it is", (_, [prometheus, text]) => {
  expect(shown(prometheus)).toContain(text);
});

test("nothing is told where Prometheus is open to all", () => {
  expect(shown({})).not.toContain("Asking Prometheus");
});

test("who applies a stage is told by the object's own name", () => {
  const context = contextOf(full, "moved");
  const told = Environment.parse({ ...environment, delivery: { kind: "flux", name: "{rollout}-{environment}" } });
  const page = runbook.generate({ ...context, environment: told })[0]?.content ?? "";
  expect(page).toContain(`**Applied by:** Kustomization ${context.rollout.name}-${told.name} of Flux; a stage is left only while`);
  expect(shown({})).not.toContain("Applied by");
});
