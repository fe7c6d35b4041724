import type { Decimal } from "../../base/decimal.ts";
import type { Markdown } from "../../base/markdown.ts";

/** A link from a panel, or from one of its series. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

/** How a series looks: the two sides of a rollout and the limits each have a look of their own on every panel. */
export type Look = "plain" | "baseline" | "candidate" | "hold" | "rollback" | "alert";

/** One query of a panel. */
export interface Query {
  /** PromQL; of Grafana's variables only `$__rate_interval` and `$__interval` may stand in it, outside quotes. */
  readonly expr: string;
  /** Name in the legend: literal, or a label as `{{stage}}`. */
  readonly legend: string;
  readonly look?: Look;
  /** Where a click on the series leads. */
  readonly links?: readonly Link[];
}

/** A fixed limit, drawn as a line across the panel. */
export interface LimitLine {
  /** In the panel's unit. */
  readonly value: Decimal;
  readonly look: Extract<Look, "hold" | "rollback" | "alert">;
}

/** A value that is shown as a word. */
export interface Meaning {
  readonly value: number;
  readonly text: string;
  readonly color: string;
}

interface Common {
  /** Stable: made by `panelId`. */
  readonly id: number;
  readonly title: string;
  /** Shown behind the title's mark. */
  readonly description: Markdown;
  readonly links: readonly Link[];
  /** Columns of 24. */
  readonly width: number;
  /** Grid units of about 30 pixels. */
  readonly height: number;
}

interface Queried extends Common {
  readonly queries: readonly Query[];
  /** Grafana's name of the unit. */
  readonly unit: string;
  /** Smallest useful distance of points: how often the series gets a sample. */
  readonly interval: string;
}

/** Curves over time. */
export interface TimeSeriesPanel extends Queried {
  readonly kind: "time-series";
  readonly limits: readonly LimitLine[];
  /** The value holds until the next one, rather than moving towards it. */
  readonly stepped: boolean;
  /** Ends of the axis, whatever the data. */
  readonly range?: { readonly min: number; readonly max: number };
  /** What the axis covers at least, so that limits are in sight. */
  readonly covers: { readonly min: Decimal; readonly max?: Decimal };
}

/** The latest value, large. */
export interface StatPanel extends Queried {
  readonly kind: "stat";
  readonly meanings: readonly Meaning[];
  /** What it shows while there is no data. */
  readonly noValue: string;
}

/** A lane per series, coloured by its value. */
export interface StateTimelinePanel extends Queried {
  readonly kind: "state-timeline";
  /** Without meanings, values are shades from 0 to 100. */
  readonly meanings: readonly Meaning[];
}

/** Prose. */
export interface TextPanel extends Common {
  readonly kind: "text";
  readonly content: Markdown;
}

/** What one panel shows, in our words; `buildDashboard` puts it into Grafana's. */
export type Panel = TimeSeriesPanel | StatPanel | StateTimelinePanel | TextPanel;

/** Panels under one heading. */
export interface Row {
  readonly id: number;
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** Moments that are marked on every panel. */
export interface Marks {
  readonly name: string;
  /** PromQL that is above zero at the moments to mark. */
  readonly expr: string;
  /** Literal, or with labels as `{{stage}}`. */
  readonly title: string;
  readonly text: string;
  /** Labels shown as tags. */
  readonly tags: readonly string[];
  readonly color: string;
  /** Smallest distance of points. */
  readonly step: string;
}

/** A whole dashboard. */
export interface DashboardPlan {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** IANA name of the time zone its clocks show. */
  readonly timeZone: string;
  /** What it shows at first, back from now: a PromQL duration. */
  readonly span: string;
  /** Name of the data source it opens with. */
  readonly datasource: string;
  readonly links: readonly Link[];
  readonly marks: readonly Marks[];
  readonly rows: readonly Row[];
}
