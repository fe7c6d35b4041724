import { expectedShare } from "../../../src/compile/traffic/expected-share.ts";
import type { Provider } from "../../../src/compile/traffic/provider.ts";
import type { RequestClass } from "../../../src/compile/traffic/request-class.ts";
import type { Routing } from "../../../src/compile/traffic/routing.ts";

/** Requests of one kind. */
export interface Kind {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly count: number;
}

/** Who answered how often. */
export interface Answers {
  readonly baseline: number;
  readonly candidate: number;
  /** What was neither, in words, with how often. */
  readonly faults: Readonly<Record<string, number>>;
}

/** Who asks, and how often. */
export interface Asking {
  readonly ask: (kind: Kind) => Promise<Answers>;
  readonly provider: Provider;
  /** Requests that the weight decides, for all paths together. */
  readonly perWeight: number;
  /** Requests of each kind that is decided before the weight. */
  readonly perClass: number;
}

/** What was asked, and where requests went elsewhere than predicted. */
export interface Misrouted {
  readonly asked: number;
  readonly complaints: readonly string[];
}

/** Asks in every way that a routing tells apart, and compares the shares with those that are predicted. */
export async function misrouted(routing: Routing, { ask, provider, perWeight, perClass }: Asking): Promise<Misrouted> {
  let asked = 0;
  const complaints: string[] = [];
  const { header, cookie } = routing.canary?.match ?? {};
  for (const request of requestClasses(routing)) {
    const share = expectedShare(routing, request, provider);
    if (share === undefined) throw new Error(`${request.path} is not routed`);
    const count = request.header === undefined && request.cookie === undefined ? Math.ceil(perWeight / routing.paths.length) : perClass;
    const headers = {
      ...(header === undefined || request.header === undefined ? {} : { [header.name]: request.header }),
      ...(cookie === undefined || request.cookie === undefined ? {} : { cookie: `theme=dark; ${cookie}=${request.cookie}; lang=en` }),
    };
    const { candidate, faults } = await ask({ path: request.path, headers, count });
    const what = [request.path, `header ${request.header ?? "-"}`, `cookie ${request.cookie ?? "-"}`].join(", ");
    asked += count;
    complaints.push(
      ...Object.entries(faults).map(([fault, times]) => `${what}: ${times} times ${fault}`),
      ...unlikely({
        what: `${what}: answers of the candidate`,
        count: candidate,
        of: count,
        share: share.parts / share.of,
      }),
    );
  }
  return { asked, complaints };
}

/** A count, and the share that each had to be counted. */
export interface Draw {
  readonly what: string;
  readonly count: number;
  readonly of: number;
  readonly share: number;
}

/** Says that a count is not that of a fair draw: five standard deviations; none where all or none are wanted. */
export function unlikely({ what, count, of, share }: Draw): readonly string[] {
  const slack = 5 * Math.sqrt(of * share * (1 - share));
  return Math.abs(count - of * share) <= slack ? [] : [`${what}: ${count} of ${of}, ${of * share} wanted`];
}

/** Requests that a routing tells apart. */
function requestClasses({ paths, canary }: Routing): readonly RequestClass[] {
  const { header, cookie } = canary?.match ?? {};
  const words = ["always", "never", "other"];
  const own = header?.value === undefined ? [] : [header.value];
  const headers = header === undefined ? [undefined] : [undefined, ...words, "beta-12", "xbeta-12", ...own];
  const cookies = cookie === undefined ? [undefined] : [undefined, ...words];
  return paths.flatMap(({ path, type }) =>
    headers.flatMap((one) =>
      cookies.map((other): RequestClass => ({
        path: type === "Exact" ? path : `${path.replace(/\/$/, "")}/below`,
        header: one,
        cookie: other,
      })),
    ),
  );
}
