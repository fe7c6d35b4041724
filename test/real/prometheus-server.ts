import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { createPrometheus } from "../../src/evidence/prometheus/create-prometheus.ts";
import { endpoint } from "../../src/evidence/prometheus/endpoint.ts";
import { fetchRange } from "../../src/evidence/prometheus/fetch-range.ts";
import { openAccess } from "../../src/evidence/prometheus/read-access.ts";
import { prometheusTool } from "../compile/observability/prometheus-tool.ts";
import { freePort } from "../evidence/prometheus/free-port.ts";
import { onPath } from "./harness/on-path.ts";
import { ownFolder, start } from "./harness/start.ts";

/** A series as text (`up{job="a"}`) with samples at Unix seconds. */
export interface RawSeries {
  readonly name: string;
  readonly samples: readonly (readonly [time: number, value: number])[];
}

/** A real Prometheus on loopback with a data folder of its own. */
export interface PrometheusServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** What a server is filled with before it starts. */
export interface PrometheusData {
  readonly series: readonly RawSeries[];
  /** Rule files: their recording rules are evaluated over the past, and all are loaded. */
  readonly rules: readonly string[];
  /** Further rule files, which are loaded without a past. */
  readonly loaded?: readonly string[];
  /** Span over which recording rules are evaluated, Unix seconds. */
  readonly start: number;
  readonly end: number;
  /** Further arguments of the server. */
  readonly flags?: readonly string[];
}

/** Starts Prometheus on data of the past, as if its rules had been evaluated then, once a minute. */
export async function startPrometheus({
  series,
  rules,
  loaded = [],
  start: begin,
  end,
  flags = [],
}: PrometheusData): Promise<PrometheusServer> {
  const folder = mkdtempSync(join(tmpdir(), "prometheus-"));
  mkdirSync(join(folder, "data"));
  for (const [index, content] of [...rules, ...loaded].entries()) writeFileSync(join(folder, `rules-${index}.yaml`), content);
  writeFileSync(join(folder, "empty.yml"), "global: { evaluation_interval: 1h }\n");
  writeFileSync(join(folder, "rules.yml"), 'global: { evaluation_interval: 1h }\nrule_files: ["rules-*.yaml"]\n');
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    backfill(folder, series);
    if (rules.length > 0) {
      const first = await launch(folder, "empty.yml", { folder: ownFolder("prometheus") });
      let recorded: readonly RawSeries[];
      try {
        recorded = (await Promise.all(rules.map((content) => record(first.url, content, begin, end)))).flat();
      } finally {
        await first.stop();
      }
      backfill(folder, recorded);
    }
    return await launch(folder, "rules.yml", { folder, flags });
  } catch (error) {
    remove();
    throw error;
  }
}

/** What the recording rules of a file would have recorded, asked of the server itself. */
async function record(url: string, content: string, start: number, end: number): Promise<readonly RawSeries[]> {
  const source = createPrometheus(endpoint(url, [new URL(url).host]), openAccess);
  const recorded: RawSeries[] = [];
  for (const { rules } of RuleFile.parse(parse(content)).groups) {
    for (const { record: name, expr, labels } of rules) {
      if (name === undefined) continue;
      const answer = await fetchRange(source, expr, { start, end, step: 60 });
      if (answer.kind === "problem") throw new Error(`${name}: ${answer.words}`);
      const inside = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
      recorded.push(...answer.value.map(({ points }) => ({ name: `${name}{${inside.join(",")}}`, samples: points })));
    }
  }
  return recorded;
}

const RuleFile = z.object({
  groups: z.array(
    z.object({
      rules: z.array(z.object({ record: z.string().optional(), expr: z.string(), labels: z.record(z.string(), z.string()).default({}) })),
    }),
  ),
});

function backfill(folder: string, series: readonly RawSeries[]): void {
  if (series.length === 0) return;
  writeFileSync(join(folder, "series.om"), openMetrics(series));
  promtool([
    "tsdb",
    "create-blocks-from",
    "openmetrics",
    "--quiet",
    "--max-block-duration=54h",
    join(folder, "series.om"),
    join(folder, "data"),
  ]);
}

function openMetrics(series: readonly RawSeries[]): string {
  const lines = series.flatMap(({ name, samples }) => samples.map(([time, value]) => `${name} ${value} ${time}`));
  return `${lines.join("\n")}\n# EOF\n`;
}

function promtool(args: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(prometheusTool("promtool"), args, { encoding: "utf8" });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`promtool ${args.slice(0, 3).join(" ")} ended with ${status}: ${stdout}${stderr}`);
}

/** Starts Prometheus on a data folder; the folder that its program is started in is removed when it ends. */
async function launch(data: string, config: string, { folder, flags = [] }: Launch): Promise<PrometheusServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { stop } = await start({
    command: onPath(prometheusTool("prometheus")),
    folder,
    args: [
      `--config.file=${join(data, config)}`,
      `--storage.tsdb.path=${join(data, "data")}`,
      "--storage.tsdb.retention.time=10y",
      `--web.listen-address=127.0.0.1:${port}`,
      "--web.enable-lifecycle",
      "--log.level=error",
      ...flags,
    ],
    ready: async () => (await fetch(`${url}/-/ready`)).ok,
  });
  return { url, stop };
}

interface Launch {
  readonly folder: string;
  readonly flags?: readonly string[];
}
