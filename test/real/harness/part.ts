import { beforeAll } from "vitest";
import { broken } from "./broken.ts";

/** What a part tells of itself for the table at the end. */
export interface PartRecord {
  /** The real systems and their versions, as they say them themselves. */
  systems: string[];
  /** What was tried beyond tests: requests, objects, transitions. */
  cases: number;
  failed: number;
  /** The fault that was put in, when the suite runs on broken output. */
  faults: string[];
}

declare module "vitest" {
  interface TaskMeta {
    part?: PartRecord;
  }
}

/** A part of the suite, for its lines in the table at the end. */
export interface Part {
  /** Names a real system with its version, once it is known. */
  readonly system: (name: string, version: string) => void;
  /** Adds cases, of which some failed. */
  readonly cases: (run: number, failed: number) => void;
  /** The value as it is, or with a fault where output is broken on purpose. Call it while the file is collected. */
  readonly breakable: <Value>(value: Value, fault: string, put: (value: Value) => Value) => Value;
}

/** Declares the part that a test file is. */
export function part(): Part {
  const record: PartRecord = { systems: [], cases: 0, failed: 0, faults: [] };
  // Before any preparation of the part, which may fail. The runner reads from the pattern that no fixture is asked for.
  // oxlint-disable-next-line no-empty-pattern
  beforeAll(({}, { file }) => {
    file.meta.part = record;
  });
  return {
    system: (name, version) => {
      record.systems.push(`${name} ${version.trim()}`);
    },
    cases: (run, failed) => {
      record.cases += run;
      record.failed += failed;
    },
    breakable: (value, fault, put) => {
      if (!broken) return value;
      record.faults.push(fault);
      return put(value);
    },
  };
}
