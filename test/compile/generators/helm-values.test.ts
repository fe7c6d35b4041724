import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { UserError } from "../../../src/base/user-error.ts";
import { helmValues } from "../../../src/compile/generators/helm-values.ts";
import { contextOf, stage, type Fixture } from "../traffic/context-fixture.ts";

const digest = `sha256:${"ab".repeat(32)}`;
const oldDigest = `sha256:${"cd".repeat(32)}`;
const helm: NonNullable<NonNullable<Fixture["rollout"]>["helm"]> = {
  release: "shop",
  chart: "charts/shop",
  image: { tag: "image.tag", digest: "image.digest" },
  variables: "env",
  values: {
    "shaping.enabled": { type: "boolean", description: "Shapes", default: false },
    "shaping.canary.weight": { type: "integer", description: "Weight", minimum: 0, maximum: 100 },
    "shaping.trafficClass": { type: "string", description: "Class", enum: ["avatar", "all"] },
    "shaping.label": { type: "string", description: "Label", pattern: "^[a-z]+$" },
  },
};
const rollout: NonNullable<Fixture["rollout"]> = {
  traffic: undefined,
  image: { repository: "ghcr.io/shop/checkout", tag: "2.0.0", digest, before: { tag: "1.9.0", digest: oldDigest } },
  variables: {
    MODE: { purpose: "Mode", required: false, allowed: ["on", "off"] },
    TOKEN: { purpose: "Token", required: false, format: "secret" },
    FREE: { purpose: "Anything", required: false },
  },
  helm,
};
const before = stage("before");

function files(fixture: Fixture): Readonly<Record<string, string>> {
  return Object.fromEntries(
    helmValues.generate(contextOf({ ...fixture, rollout: { ...rollout, ...fixture.rollout } })).map(({ path, content }) => [path, content]),
  );
}

function values(fixture: Fixture): unknown {
  return parse(files(fixture)["values.yaml"] ?? "");
}

function refusal(fixture: Fixture): { readonly message: string; readonly hint: string | undefined } {
  try {
    files(fixture);
  } catch (error) {
    if (error instanceof UserError) return { message: error.message, hint: error.hint };
    throw error;
  }
  throw new Error("The values were written");
}

test("values.yaml holds defaults, overlay, stage values, image and variables, nested and sorted", () => {
  const text = files({
    ladder: { values: { "shaping.trafficClass": "avatar" } },
    stages: [
      before,
      stage("five", { values: { "shaping.enabled": true, "shaping.canary.weight": 5 }, variables: { MODE: "on", FREE: "yes" } }),
    ],
  })["values.yaml"];
  expect(text).toBe(`# yaml-language-server: $schema=values.schema.json
env:
  FREE: "yes"
  MODE: "on"
image:
  digest: ${digest}
  tag: 2.0.0
shaping:
  canary:
    weight: 5
  enabled: true
  trafficClass: avatar
`);
});

describe("values are", () => {
  test("those of the image before on the first stage", () => {
    expect(values({ stages: [before, stage("after")], at: "before" })).toMatchObject({ image: { tag: "1.9.0", digest: oldDigest } });
  });
  test("those of the new image from then on", () => {
    expect(values({ stages: [before, stage("after")] })).toMatchObject({ image: { tag: "2.0.0", digest } });
  });
  test("unset with the variable that is", () => {
    const stages = [stage("on", { variables: { MODE: "on" } }), stage("off", { variables: { MODE: null } })];
    expect(values({ stages })).not.toHaveProperty("env");
  });
  test("those of each instance on either side of the wave", () => {
    const instances = { path: "butlers", set: { "runtime.path": "/mcp" }, before: { "runtime.path": "/sse" } };
    const waves = {
      rollout: { instances: { general: {}, health: {} }, helm: { ...helm, instances } },
      stages: [before, stage("canary", { wave: ["general"] })],
    };
    expect(values(waves)).toMatchObject({ butlers: { general: { runtime: { path: "/mcp" } }, health: { runtime: { path: "/sse" } } } });
  });
});

describe("a value is refused, naming rollout, environment, stage and path, when it", () => {
  const set = (path: string, value: string | number | boolean): Fixture => ({
    at: "before",
    stages: [before, stage("five", { values: { [path]: value } })],
  });
  const where = 'Cannot write Helm values of "checkout-v2" in "prod" at stage "five":';
  const table: Record<string, { readonly fixture: Fixture; readonly message: string; readonly hint: string }> = {
    "is not declared": {
      fixture: set("shaping.enabld", true),
      message: `${where} "shaping.enabld" is true, expected no such value, as helm.values does not declare it`,
      hint: 'did you mean "shaping.enabled"? Else declare it in helm.values',
    },
    "is of another type": {
      fixture: set("shaping.enabled", "true"),
      message: `${where} "shaping.enabled" is "true", expected true or false`,
      hint: "correct the value, or its declaration in helm.values",
    },
    "is too large": {
      fixture: set("shaping.canary.weight", 101),
      message: `${where} "shaping.canary.weight" is 101, expected at most 100`,
      hint: "correct the value, or its declaration in helm.values",
    },
    "is too small": {
      fixture: set("shaping.canary.weight", -1),
      message: `${where} "shaping.canary.weight" is -1, expected at least 0`,
      hint: "correct the value, or its declaration in helm.values",
    },
    "is none of the choices": {
      fixture: set("shaping.trafficClass", "some"),
      message: `${where} "shaping.trafficClass" is "some", expected "avatar" or "all"`,
      hint: "correct the value, or its declaration in helm.values",
    },
    "does not match": {
      fixture: set("shaping.label", "A1"),
      message: `${where} "shaping.label" is "A1", expected a text that matches ^[a-z]+$`,
      hint: "correct the value, or its declaration in helm.values",
    },
  };
  test.each(Object.entries(table))("%s", (_, { fixture, message, hint }) => {
    expect(refusal(fixture)).toEqual({ message, hint });
  });
});

describe("a declaration is refused when", () => {
  const table: Record<string, readonly [object, string]> = {
    "a value stands where another leads through": [
      { "shaping.enabled.deep": { type: "boolean", description: "Deep" } },
      'Cannot write Helm values of "checkout-v2": "shaping.enabled" is declared as a value, so "shaping.enabled.deep" cannot stand below it',
    ],
    "the image's tag is declared again": [
      { "image.tag": { type: "string", description: "Tag" } },
      'Cannot write Helm values of "checkout-v2": "image.tag" is declared twice, in helm.values and helm.image',
    ],
  };
  test.each(Object.entries(table))("%s", (_, [more, message]) => {
    expect(refusal({ rollout: { helm: { ...helm, values: { ...helm.values, ...more } } } }).message).toBe(message);
  });
  test("its pattern does not compile", () => {
    const broken = { ...helm, values: { label: { type: "string" as const, description: "Label", pattern: "(" } } };
    expect(refusal({ rollout: { helm: broken } }).hint).toBe("correct the pattern in helm.values");
  });
});

describe("an environment variable is refused when it", () => {
  const table: Record<string, readonly [Record<string, string>, string]> = {
    "is a secret": [{ TOKEN: "x" }, "TOKEN is a secret, and a stage would write it into Git"],
    "is not an allowed value": [{ MODE: "maybe" }, 'MODE is "maybe", expected "on" or "off"'],
  };
  test.each(Object.entries(table))("%s", (_, [variables, message]) => {
    expect(refusal({ stages: [before, stage("five", { variables: variables })] }).message).toBe(
      `Cannot set environment variables of "checkout-v2" in "prod" at stage "five": ${message}`,
    );
  });
});

describe("values.schema.json", () => {
  const schema: object = JSON.parse(files({ stages: [before, stage("on", { variables: { MODE: "on" } })] })["values.schema.json"] ?? "{}");
  const fits = new Ajv({ strict: true }).compile(schema);
  const good = { image: { tag: "2.0.0", digest }, shaping: { enabled: true } };
  const table: Record<string, readonly [unknown, boolean]> = {
    "takes what the file holds": [good, true],
    "takes Helm's global": [{ ...good, global: { anything: { at: "all" } } }, true],
    "takes a variable that stages set": [{ ...good, env: { MODE: "off" } }, true],
    "refuses a variable that none sets": [{ ...good, env: { FREE: "x" } }, false],
    "refuses another key at the top": [{ ...good, shapping: {} }, false],
    "refuses another key below": [{ ...good, shaping: { enabled: true, enabld: true } }, false],
    "refuses a missing digest": [{ ...good, image: { tag: "2.0.0" } }, false],
    "refuses a digest that is a tag": [{ ...good, image: { tag: "2.0.0", digest: "latest" } }, false],
  };
  test.each(Object.entries(table))("%s", (_, [value, fit]) => {
    expect(fits(value)).toBe(fit);
  });
});

test("applies to rollouts with a Helm release", () => {
  expect(helmValues.applies(contextOf({ rollout }))).toBe(true);
  expect(helmValues.applies(contextOf())).toBe(false);
});

test("what is written as a schema is one of JSON Schema", () => {
  const schema: unknown = JSON.parse(files({ stages: [before, stage("after")] })["values.schema.json"] ?? "");
  const ajv = new Ajv();
  expect(ajv.validate("http://json-schema.org/draft-07/schema#", schema)).toBe(true);
  expect(ajv.validate("http://json-schema.org/draft-07/schema#", { type: "anything" })).toBe(false);
});
