import type { z } from "zod";
import { ForgeFault } from "../../forge-fault.ts";
import type { Credentials } from "../token/credentials.ts";
import { buildRequest } from "./build-request.ts";
import { converse } from "./converse.ts";
import type { Line } from "./line.ts";
import type { Outcome, Question } from "./question.ts";

/** Pages that are read at most: 100 things stand on each. */
const mostPages = 50;

/** The repository, asked by somebody. What all operations are made of. */
export interface Connection {
  readonly owner: string;
  readonly repo: string;
  /** Address of the API. */
  readonly baseUrl: string;
  /** Texts that must not be shown. */
  secrets(): readonly string[];
  sleep(milliseconds: number): Promise<void>;
  /** What is asked for. Throws a {@link ForgeFault} where the forge refuses. */
  ask<Shape extends z.ZodType>(question: Question<Shape>): Promise<z.output<Shape>>;
  /** For who knows what to make of a refusal. */
  attempt<Shape extends z.ZodType>(question: Question<Shape>): Promise<Outcome<z.output<Shape>>>;
  /** All pages of a list. */
  pages<Shape extends z.ZodType>(question: Question<Shape>): Promise<readonly z.output<Shape>[]>;
}

/** Asks a server about one repository in somebody's name. Changes are made one after the other. */
export function connect(line: Line, credentials: Credentials, { owner, repo }: Pick<Connection, "owner" | "repo">): Connection {
  async function attempt<Shape extends z.ZodType>(question: Question<Shape>): Promise<Outcome<z.output<Shape>>> {
    const request = await buildRequest(line.baseUrl, question.request);
    const go = (): Promise<Outcome<z.output<Shape>>> => converse(line, credentials, question, request);
    return question.effect === "none" ? go() : line.inTurn(go);
  }

  return {
    owner,
    repo,
    baseUrl: line.baseUrl,
    secrets: () => [...line.secrets, ...credentials.secrets()],
    sleep: (milliseconds) => line.sleep(milliseconds),
    attempt,
    async ask(question) {
      return valueOf(await attempt(question));
    },
    async pages<Shape extends z.ZodType>(question: Question<Shape>) {
      const values: z.output<Shape>[] = [];
      let request = question.request;
      while (values.length < mostPages) {
        const outcome = await attempt({ ...question, request });
        values.push(valueOf(outcome));
        const next = outcome.kind === "answer" ? outcome.next : undefined;
        if (next === undefined) return values;
        request = (octokit) => octokit.request({ method: "GET", url: next });
      }
      throw new ForgeFault(`Cannot ${question.to}: there are more than ${mostPages} pages`, { kind: "invalid" });
    },
  };
}

function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (outcome.kind === "refusal") throw outcome.refusal.fault;
  return outcome.value;
}
