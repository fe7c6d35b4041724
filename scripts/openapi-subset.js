// Cuts GitHub's OpenAPI descriptions down to the operations that the sandbox forge serves: `node scripts/openapi-subset.js [version]`.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const target = fileURLToPath(new URL("../test/openapi/", import.meta.url));
const version = process.argv[2] ?? "latest";
const prose = new Set(["description", "example", "examples", "title", "externalDocs", "default", "deprecated"]);
const named = new Set(["properties", "patternProperties"]);
const { routes } = await sourceOf("../src/sandbox/forge/routes/index.ts");
const room = mkdtempSync(join(tmpdir(), "openapi-"));
try {
  const [archive] = JSON.parse(
    execFileSync("npm", ["pack", `@octokit/openapi@${version}`, "--json", "--pack-destination", room], { encoding: "utf8" }),
  );
  const inside = (name) => `package/generated/${name}.json`;
  const file = join(room, archive.filename);
  const all = execFileSync("tar", ["-tzf", file], { encoding: "utf8" });
  const enterprise = [...all.matchAll(/generated\/(ghes-\d+\.\d+)\.json/g)]
    .map(([, name]) => name)
    .toSorted(byVersion)
    .slice(-2);
  const names = ["api.github.com", "ghec", ...enterprise];
  execFileSync("tar", ["-xzf", file, "-C", room, "package/LICENSE", ...names.map(inside)]);
  for (const old of readdirSync(target)) if (/^(?:api|ghe).*\.json$/.test(old)) rmSync(join(target, old));
  const subsets = names.map((name) => cut(JSON.parse(readFileSync(join(room, inside(name)), "utf8"))));
  for (const [index, name] of names.entries()) {
    const whole = subsets[index];
    const { operations, schemas } = index === 0 ? whole : difference(subsets[0], whole);
    const base = index === 0 ? {} : { base: names[0] };
    writeFileSync(
      join(target, `${name}.json`),
      `${JSON.stringify({ from: `@octokit/openapi ${archive.version}`, ...base, operations, schemas })}\n`,
    );
    console.log(`${name}: ${Object.keys(whole.operations).length} operations, ${Object.keys(whole.schemas).length} schemas`);
  }
  copyFileSync(join(room, "package/LICENSE"), join(target, "LICENSE"));
} finally {
  rmSync(room, { recursive: true });
}

/** A module of the sources, run without a build. */
async function sourceOf(path) {
  const entry = fileURLToPath(new URL(path, import.meta.url));
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

function byVersion(left, right) {
  return left.localeCompare(right, "en", { numeric: true });
}

/** What a description says otherwise than the first; null for what it has not. */
function difference(first, other) {
  const differing = (left, right) =>
    Object.fromEntries(
      [...new Set([...Object.keys(left), ...Object.keys(right)])]
        .filter((name) => JSON.stringify(left[name]) !== JSON.stringify(right[name]))
        .map((name) => [name, right[name] ?? null]),
    );
  return { operations: differing(first.operations, other.operations), schemas: differing(first.schemas, other.schemas) };
}

/** The operations of the forge's routes, and the schemas they stand on. */
function cut(spec) {
  const served = new Set(routes.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\+?\}/g, "{}")}`));
  const operations = {};
  for (const [path, methods] of Object.entries(spec.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (served.has(`${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, "{}")}`))
        operations[`${method.toUpperCase()} ${path}`] = operationOf(spec, operation, methods.parameters ?? []);
    }
  }
  const schemas = {};
  const wanted = [...referred(operations)];
  for (const name of wanted) {
    if (name in schemas) continue;
    schemas[name] = bare(spec.components.schemas[name]);
    wanted.push(...referred(schemas[name]));
  }
  return { operations, schemas: Object.fromEntries(Object.entries(schemas).toSorted(([left], [right]) => (left < right ? -1 : 1))) };
}

function operationOf(spec, operation, shared) {
  const query = {};
  for (const one of [...shared, ...(operation.parameters ?? [])]) {
    const parameter = resolved(spec, one);
    if (parameter.in === "query") query[parameter.name] = { required: parameter.required === true, schema: bare(parameter.schema) };
  }
  const body = operation.requestBody && resolved(spec, operation.requestBody);
  const responses = {};
  for (const [status, one] of Object.entries(operation.responses)) {
    const schema = jsonOf(resolved(spec, one).content);
    responses[status] = schema === undefined ? null : bare(schema);
  }
  const schema = jsonOf(body?.content);
  return {
    id: operation.operationId,
    query,
    ...(schema === undefined ? {} : { body: { required: body.required === true, schema: bare(schema) } }),
    responses,
  };
}

function jsonOf(content = {}) {
  return content["application/json"]?.schema;
}

function resolved(spec, value) {
  if (value.$ref === undefined) return value;
  return value.$ref
    .slice(2)
    .split("/")
    .reduce((here, name) => here[name], spec);
}

/** A schema without what only people read. */
function bare(schema, names = false) {
  if (Array.isArray(schema)) return schema.map((one) => bare(one));
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key]) => names || (!prose.has(key) && !key.startsWith("x-")));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, key === "enum" || key === "required" ? value : bare(value, !names && named.has(key))]),
  );
}

function* referred(value) {
  if (typeof value !== "object" || value === null) return;
  if (typeof value.$ref === "string") yield value.$ref.replace("#/components/schemas/", "");
  for (const part of Object.values(value)) yield* referred(part);
}
