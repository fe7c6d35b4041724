import { z } from "zod";
import { Name } from "./name.ts";

/** A Kubernetes Service and the port that traffic goes to. */
export const Backend = z.strictObject({ service: Name, port: z.int().min(1).max(65_535) });
export type Backend = z.output<typeof Backend>;

/**
 * A path that both an Ingress and an HTTPRoute take.
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types
 */
export const RoutePath = z
  .strictObject({
    path: z
      .string()
      .max(1024)
      .regex(/^\/[A-Za-z0-9._/-]*$/, {
        error: 'expected a path that starts with "/" and has letters, digits and ._-/ only, as ingress-nginx requires',
      })
      .refine((path) => !/\/\/|\/\.{1,2}(\/|$)/.test(path), { error: 'expected a path without "//", "/./" and "/../"' }),
    /** `Prefix` matches whole elements: `/mcp` is `/mcp` and `/mcp/tools`, not `/mcps`. */
    type: z.enum(["Prefix", "Exact"]).default("Prefix"),
  })
  .refine(({ path, type }) => type === "Exact" || path === "/" || !path.endsWith("/"), {
    error: 'expected no "/" at the end: a Prefix path matches whole elements with and without it',
    path: ["path"],
  });
export type RoutePath = z.output<typeof RoutePath>;

/** Annotations that are said by fields of their own, and which. */
const saidElsewhere = [
  { key: /^canary(-|$)/, instead: "weight and match of a stage are levers of the ladder" },
  { key: /^(affinity|affinity-mode|affinity-canary-behavior|session-cookie-name)$/, instead: "sticky sessions are traffic.affinityCookie" },
  { key: /^mirror-/, instead: "mirror is a lever of the ladder" },
] as const;

const Annotations = z
  .record(z.string().regex(/^([a-z0-9.-]+\/)?[A-Za-z0-9._-]+$/, { error: "expected an annotation such as example.com/name" }), z.string())
  .superRefine((annotations, context) => {
    for (const annotation of Object.keys(annotations)) {
      const [, key = ""] = /^nginx\.ingress\.kubernetes\.io\/(.*)$/.exec(annotation) ?? [];
      const said = saidElsewhere.find((one) => one.key.test(key));
      if (said !== undefined)
        context.addIssue({ code: "custom", path: [annotation], message: `expected no such annotation: ${said.instead}` });
    }
  });

/**
 * Where requests come in and which two services answer them. Ingress and
 * HTTPRoute are both written from it.
 */
export const Traffic = z
  .strictObject({
    baseline: Backend,
    candidate: Backend,
    paths: z
      .array(RoutePath)
      .min(1)
      .refine((paths) => new Set(paths.map(({ path }) => path)).size === paths.length, { error: "expected each path once" })
      .prefault([{ path: "/" }]),
    /** Secret that holds the host's certificate, for the Ingress; with a Gateway the listener holds it. */
    tls: z.strictObject({ secret: Name }).optional(),
    /** Annotations of the primary Ingress; ingress-nginx applies them to the canary as well, an HTTPRoute has none of them. */
    annotations: Annotations.default({}),
    /** Sticky sessions by cookie: a weight then moves new sessions only. An HTTPRoute cannot say it. */
    affinityCookie: z
      .string()
      .regex(/^[A-Za-z0-9._~-]+$/, { error: "expected a cookie name of letters, digits and -._~" })
      .optional(),
    /** Parts of a whole; ingress-nginx ignores a total under 100. */
    weightTotal: z
      .int()
      .min(100, { error: "expected at least 100, as ingress-nginx ignores a smaller total and counts in percent" })
      .max(1_000_000)
      .default(100),
    /**
     * Who copies requests while a stage mirrors: a filter of the HTTPRoute, or
     * the application by means of its own (say an environment variable), which
     * needs nothing of the route.
     */
    mirrorBy: z.enum(["route", "application"]).default("route"),
  })
  .refine(({ baseline, candidate }) => baseline.service !== candidate.service || baseline.port !== candidate.port, {
    error: "expected another service or port than the baseline's: a canary of the same backend is dropped silently",
    path: ["candidate"],
  });
export type Traffic = z.output<typeof Traffic>;

const HeaderMatch = z
  .strictObject({
    name: z
      .string()
      .max(256)
      .regex(/^[A-Za-z0-9-]+$/, { error: "expected a header name of letters, digits and hyphens: nginx drops headers of any other name" })
      .refine((name) => name.toLowerCase() !== "cookie", { error: "expected another header: a cookie is matched by match.cookie" }),
    /** The one value that goes to the candidate. `always` and `never` then mean nothing. */
    value: z
      .string()
      .regex(/^[-/._~:A-Za-z0-9]+$/, { error: "expected letters, digits and -/._~: only, as ingress-nginx requires" })
      .refine((value) => value !== "never", { error: 'expected another value: with a value of its own, "never" would go to the candidate' })
      .optional(),
    /** Regular expression that is found somewhere in the value. `always` and `never` then mean nothing. */
    pattern: z
      .string()
      .max(1024)
      .regex(/^[-/._~:A-Za-z0-9^$[\](){}*+?|&=\\]+$/, {
        error: "expected a regular expression without commas, spaces and quotes, as ingress-nginx requires",
      })
      .refine(compiles, { error: "expected a regular expression that compiles" })
      .optional(),
  })
  .refine(({ value, pattern }) => value === undefined || pattern === undefined, {
    error: "expected either value or pattern: ingress-nginx ignores a pattern beside a value",
    path: ["pattern"],
  });

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern.replace(/^\(\?i\)/, "")).source !== "";
  } catch {
    return false;
  }
}

/**
 * Requests that go to the candidate, or stay away from it, whatever the
 * weight. The header is asked before the cookie, the cookie before the weight.
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary
 */
export const RequestMatch = z
  .strictObject({
    /** Without `value` or `pattern`, `always` goes to the candidate and `never` to the baseline. */
    header: HeaderMatch.optional(),
    /** A cookie: `always` goes to the candidate and `never` to the baseline. */
    cookie: z
      .string()
      .regex(/^[A-Za-z0-9._~-]+$/, { error: "expected a cookie name of letters, digits and -._~" })
      .optional(),
  })
  .refine(({ header, cookie }) => header !== undefined || cookie !== undefined, {
    error: "expected a header or a cookie; null ends a match",
  });
export type RequestMatch = z.output<typeof RequestMatch>;
