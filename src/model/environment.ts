import { z } from "zod";
import { Delivery } from "./delivery.ts";
import { LabelName, Name, VariableName } from "./name.ts";
import { Duration, Percent, Rate } from "./quantity.ts";
import { Day, Text } from "./text.ts";

const HttpUrl = z.url({ protocol: /^https?$/, error: "expected an http or https address" });
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'expected a time such as "09:00"' });

const TimeZone = z.string().refine((zone) => isTimeZone(zone), {
  error: 'expected an IANA time zone such as "Europe/Paris"',
});

function isTimeZone(zone: string): boolean {
  // The first formatter of a process takes as long to make as reading several definitions.
  if (zone === "UTC" || Intl.supportedValuesOf("timeZone").includes(zone)) return true;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** When people are there and when nothing may move. */
export const Calendar = z.strictObject({
  /** @see https://www.iana.org/time-zones */
  timeZone: TimeZone,
  workingHours: z
    .strictObject({
      days: z.array(z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])).min(1),
      from: TimeOfDay,
      to: TimeOfDay,
    })
    .refine(({ from, to }) => from < to, { path: ["to"], error: "expected a time later than from, on the same day" }),
  /** Days on which no step is taken, first and last included. Going back is always possible. */
  freezes: z.array(z.strictObject({ name: Name, from: Day, to: Day, reason: Text, owner: Text })).default([]),
});
export type Calendar = z.output<typeof Calendar>;

/** A secret that is never written down here: an environment variable that holds it, or a file that does. */
export const Secret = z.union([z.strictObject({ variable: VariableName }), z.strictObject({ file: Text })], {
  error: 'expected { variable: "PROMETHEUS_TOKEN" } or { file: "/run/secrets/token" }',
});
export type Secret = z.output<typeof Secret>;

/** How a Prometheus is asked for by somebody who may. */
export const PrometheusAuth = z.discriminatedUnion("kind", [
  /** @see https://www.rfc-editor.org/rfc/rfc6750 */
  z.strictObject({ kind: z.literal("bearer"), token: Secret }),
  /** @see https://www.rfc-editor.org/rfc/rfc7617 */
  z.strictObject({ kind: z.literal("basic"), user: Secret, password: Secret }),
  /** A client certificate and its key, as PEM. */
  z.strictObject({ kind: z.literal("certificate"), certificate: Secret, key: Secret }),
]);
export type PrometheusAuth = z.output<typeof PrometheusAuth>;

/** Where a rollout goes. The file name is the environment's name. */
export const Environment = z.strictObject({
  name: Name,
  title: Text,
  cluster: Text,
  namespace: Name,
  /** Labels of the namespace, which policies may select by. */
  labels: z.record(z.string(), z.string()).default({}),
  kubernetesVersion: z.string().regex(/^1\.\d{2}$/, { error: 'expected a Kubernetes version such as "1.31"' }),
  /** Host names of routes must end in one of these. */
  hostSuffixes: z.array(z.string().regex(/^[a-z0-9.-]+$/)).default([]),
  /** What routes traffic; with both, both are written. */
  traffic: z
    .strictObject({
      ingress: z.strictObject({ class: Name }).optional(),
      /** @see https://gateway-api.sigs.k8s.io/api-types/gateway/ */
      gateway: z.strictObject({ name: Name, namespace: Name, section: Name.optional() }).optional(),
    })
    .default({}),
  prometheus: z.strictObject({
    url: HttpUrl,
    scrapeInterval: Duration.prefault("30s"),
    evaluationInterval: Duration.prefault("30s"),
    /** Labels by which the operator selects PrometheusRules; without them it ignores the object silently. */
    ruleLabels: z.record(z.string(), z.string()).default({}),
    /** Credentials of whoever asks it; none when left out. */
    auth: PrometheusAuth.optional(),
    /** Certificate authority it is trusted by, as PEM, where the platform does not know it. */
    authority: Secret.optional(),
    /**
     * Whose data is asked for, where one server keeps that of many.
     * @see https://grafana.com/docs/mimir/latest/manage/secure/authentication-and-authorization/
     */
    tenant: z
      .strictObject({
        header: z
          .string()
          .regex(/^[A-Za-z0-9-]+$/, { error: "expected a header name such as X-Scope-OrgID" })
          .default("X-Scope-OrgID"),
        value: z.string().regex(/^[\w!.*'()-]{1,150}$/, { error: "expected a tenant such as team-a" }),
      })
      .optional(),
    /** Longest that one question to it may take; 30 s when left out. */
    timeout: Duration.optional(),
  }),
  grafana: z.strictObject({
    url: HttpUrl,
    /** How dashboards arrive: a ConfigMap for the sidecar, or a GrafanaDashboard for the operator. */
    delivery: z.enum(["sidecar", "operator"]),
    folder: Text,
    datasource: Name.default("prometheus"),
    /** Labels of the ConfigMap the sidecar looks for, or of the Grafana instance the operator selects. */
    labels: z.record(z.string(), z.string()),
  }),
  /** Address under which `dist/` is browsed; runbook links start with it. */
  tree: HttpUrl,
  /** Requests per second and users per day of a service, by service name: what gates can detect follows from it. */
  expectedTraffic: z
    .record(Name, z.strictObject({ requests: Rate, usersPerDay: z.int().positive().optional(), errors: Percent.optional() }))
    .default({}),
  calendar: Calendar,
  approvals: z
    .strictObject({ advance: z.int().min(0).default(1), rollback: z.int().min(0).default(0), teams: z.array(Text).default([]) })
    .prefault({}),
  /** Who merges the pull request of a step once it is approved and green. */
  merge: z
    .strictObject({
      /** `person`: nobody but people. `rampart`: the next run of a step. `forge`: auto-merge or the merge queue. */
      by: z.enum(["person", "rampart", "forge"]).default("person"),
      method: z.enum(["merge", "squash", "rebase"]).default("merge"),
    })
    .prefault({}),
  /** Argo CD or Flux, asked whether a stage is really there; left out, nobody is asked. */
  delivery: Delivery.optional(),
  /** Label that tells environments apart in a shared Prometheus, if there is one. */
  externalLabel: LabelName.optional(),
});
export type Environment = z.output<typeof Environment>;
