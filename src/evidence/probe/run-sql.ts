import type { Client, DatabaseError } from "pg";
import { seconds } from "../../model/quantity.ts";
import type { Probe } from "../../model/probe.ts";
import { answered, unreachable, type ProbeAnswer } from "./probe-answer.ts";
import { networkReason } from "./network-reason.ts";
import type { World } from "./world.ts";

type SqlProbe = Extract<Probe, { readonly kind: "sql" }>;

/** Most rows that are looked at. */
const mostRows = 10_000;

/**
 * Asks PostgreSQL one query in a transaction that can only read, and counts
 * the rows that meet the condition; reading stops as soon as there are enough.
 * The connection string is the value of the probe's variable.
 */
export async function runSql(probe: SqlProbe, world: World, signal: AbortSignal): Promise<ProbeAnswer> {
  const { default: pg } = await import("pg");
  const limit = Math.ceil(seconds(probe.timeout) * 1000);
  let client: Client;
  try {
    client = new pg.Client({
      connectionString: world.env(probe.connection) ?? "",
      connectionTimeoutMillis: limit,
      application_name: "rampart",
      // Values stay text: nothing is converted that is not judged.
      types: { getTypeParser: () => (text: unknown) => text },
    });
  } catch {
    return {
      result: "fail",
      faults: [`${probe.connection} holds no connection string, expected one such as postgresql://user@host/database`],
    };
  }
  // A connection that is cut while nothing is asked must not end the process.
  client.on("error", () => undefined);
  const leave = () => void client.end().catch(() => undefined);
  signal.addEventListener("abort", leave, { once: true });
  try {
    await client.connect();
    await client.query("BEGIN TRANSACTION READ ONLY");
    await client.query(`SET LOCAL statement_timeout = ${limit}`);
    return judged(probe, await rows(client, probe));
  } catch (error) {
    if (signal.aborted) return unreachable(`no answer within ${probe.timeout}`);
    return isDatabaseError(error, pg.DatabaseError) ? refusal(error, probe) : unreachable(`no answer: ${networkReason(error)}`);
  } finally {
    signal.removeEventListener("abort", leave);
    leave();
  }
}

interface Counted {
  readonly read: number;
  readonly good: number;
  /** Whether the column of the condition is there. */
  readonly column: boolean;
}

/** Reads rows until there are enough, or too many. One statement only: the extended protocol takes no more. */
async function rows(client: Client, { query, expect }: SqlProbe): Promise<Counted> {
  const { default: pg } = await import("pg");
  return new Promise((resolve, reject) => {
    let counted: Counted = { read: 0, good: 0, column: true };
    const statement = { text: query, queryMode: "extended" } as const;
    const asked = client.query(new pg.Query(statement));
    asked.on("row", (row: unknown) => {
      const meets = expect.where === undefined ? true : compare(row, expect.where);
      counted = { read: counted.read + 1, good: counted.good + (meets === true ? 1 : 0), column: meets !== undefined };
      if (counted.good >= Math.max(1, expect.rows) || counted.read >= mostRows || !counted.column) resolve(counted);
    });
    asked.on("end", () => resolve(counted));
    asked.on("error", reject);
  });
}

/** Whether a row meets a condition; `undefined` where it has no such column. */
function compare(row: unknown, { column, greaterThan }: { readonly column: string; readonly greaterThan: number }): boolean | undefined {
  if (typeof row !== "object" || row === null) return undefined;
  const found = Object.entries(row).find(([name]) => name === column);
  if (found === undefined) return undefined;
  const [, value] = found;
  return typeof value === "string" && /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) && Number(value) > greaterThan;
}

function judged({ expect }: SqlProbe, { read, good, column }: Counted): ProbeAnswer {
  const { rows: fewest, where } = expect;
  if (where !== undefined && !column) return answered([`the rows have no column ${where.column}`]);
  if (good >= fewest) return answered([]);
  const condition = where === undefined ? "" : ` with ${where.column} > ${where.greaterThan}`;
  const of = where === undefined ? "" : ` of ${read}`;
  return answered([`${good}${of} rows${condition}${read >= mostRows ? ` in the first ${mostRows}` : ""}, expected at least ${fewest}`]);
}

/** SQLSTATE classes of a server that cannot answer now: connection, resources, operator, system. */
const unavailable = /^(08|53|57|58)/;
/** Classes whose messages tell of names and settings, not of data: authorisation, catalogue, transaction, syntax. */
const telling = /^(25|28|3D|3F|42)/;

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
function refusal({ code = "?????", message }: DatabaseError, { timeout }: SqlProbe): ProbeAnswer {
  if (code === "57014") return unreachable(`no answer within ${timeout}`);
  if (unavailable.test(code)) return unreachable(`the database cannot answer now: SQLSTATE ${code}`);
  return answered([`the database refused: SQLSTATE ${code}${telling.test(code) ? `, ${message}` : ""}`]);
}

function isDatabaseError(error: unknown, kind: typeof DatabaseError): error is DatabaseError {
  return error instanceof kind;
}
