import type { Access, App, Lag, PermissionName, Permissions, Person, Protection, Token } from "./forge-options.ts";
import type { RateCount } from "./actors/rate-limit.ts";
import type { History } from "./git/history.ts";
import type { Repository } from "./git/repository.ts";
import type { State } from "./state.ts";

/** The options of a forge with every default said. */
export interface Settings {
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
  readonly people: readonly Person[];
  readonly tokens: readonly Token[];
  readonly app: App | undefined;
  readonly protection: Readonly<Record<string, Protection>>;
  readonly mergeMethods: readonly ("merge" | "squash" | "rebase")[];
  readonly autoMerge: boolean;
  readonly deleteBranchOnMerge: boolean;
  readonly actionsMayOpenPulls: boolean;
  readonly rateLimit: number;
  readonly lag: Required<Lag>;
  readonly renamedFrom: readonly string[];
  readonly forks: readonly string[];
  readonly enterprise: string | undefined;
}

/** All that a route may look at and change. */
export interface World {
  readonly settings: Settings;
  readonly state: State;
  readonly repository: Repository;
  readonly history: History;
  /** `http://127.0.0.1:43210`: the root of the REST API and of what a browser would open. */
  readonly url: string;
  /** Milliseconds since 1970. */
  now(): number;
  /** A number that nothing else has. */
  nextId(): number;
  /** API calls that were answered. */
  calls(): number;
  /** What an account has used of its calls. */
  rate(login: string): RateCount;
}

/** Who calls. */
export interface Actor {
  readonly login: string;
  readonly kind: "anonymous" | "classic" | "fine-grained" | "installation" | "actions" | "app";
  readonly role: "admin" | "write" | "read" | "none";
  readonly scopes: readonly string[];
  readonly permissions: Permissions;
}

/** One call of the API, its path taken apart. */
export interface Call {
  readonly method: string;
  /** Without query and prefix. */
  readonly path: string;
  /** What the places of the route's path hold, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly actor: Actor;
}

/** What a call is answered. */
export interface Reply {
  readonly status: number;
  /** Undefined: no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A permission that opens a route. */
export type Need = readonly [PermissionName, Access];

/**
 * One operation of the API. `{name}` in the path stands for one segment,
 * `{name+}` for one or more.
 */
export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly path: string;
  /** Any of these opens it; `app` asks for the App's own JWT, `anyone` for nothing. */
  readonly needs: readonly Need[] | "app" | "anyone";
  handle(world: World, call: Call): Promise<Reply> | Reply;
}
