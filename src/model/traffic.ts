import { z } from "zod";
import { Name } from "./name.ts";

/** A Kubernetes Service and the port that traffic goes to. */
export const Backend = z.strictObject({ service: Name, port: z.int().min(1).max(65_535) });
export type Backend = z.output<typeof Backend>;

/**
 * Where requests come in and which two services answer them. Ingress and
 * HTTPRoute are both written from it.
 */
export const Traffic = z.strictObject({
  baseline: Backend,
  candidate: Backend,
  paths: z
    .array(
      z.strictObject({
        path: z.string().regex(/^\/[^\s]*$/, { error: 'expected a path that starts with "/"' }),
        type: z.enum(["Prefix", "Exact"]).default("Prefix"),
      }),
    )
    .min(1)
    .prefault([{ path: "/" }]),
  /** Secret that holds the host's certificate; in a Gateway the listener holds it. */
  tls: z.strictObject({ secret: Name }).optional(),
  /** Annotations of the primary Ingress; ingress-nginx applies them to the canary as well. */
  annotations: z
    .record(z.string().regex(/^([a-z0-9.-]+\/)?[A-Za-z0-9._-]+$/), z.string())
    .refine((all) => !Object.keys(all).some((key) => /^nginx\.ingress\.kubernetes\.io\/canary/.test(key)), {
      error: "expected no canary annotation: weight and match of a stage are levers of the ladder",
    })
    .default({}),
  /** Sticky sessions by cookie: a weight then moves new sessions only. */
  affinityCookie: z.string().regex(/^[-/._~:A-Za-z0-9]+$/).optional(),
  /** Parts of a whole; ingress-nginx only honours a total over 100. */
  weightTotal: z.int().min(100).max(1_000_000).default(100),
});
export type Traffic = z.output<typeof Traffic>;

const token = z.string().regex(/^[-/._~:A-Za-z0-9]+$/, {
  error: "expected letters, digits and -/._~: only, as ingress-nginx requires",
});

/** Requests that go to the candidate, or stay away from it, whatever the weight. */
export const RequestMatch = z.strictObject({
  /** Without `value` or `pattern`, `always` goes to the candidate and `never` to the baseline. */
  header: z.strictObject({ name: token, value: token.optional(), pattern: z.string().min(1).optional() }).optional(),
  /** `always` goes to the candidate and `never` to the baseline. */
  cookie: token.optional(),
});
export type RequestMatch = z.output<typeof RequestMatch>;
