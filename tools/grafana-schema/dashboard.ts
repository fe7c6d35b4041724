import type { Options as Stat } from "@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen";
import type {
  FieldConfig as StateTimelineField,
  Options as StateTimeline,
} from "@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen";
import type { Options as Text } from "@grafana/schema/dist/esm/raw/composable/text/panelcfg/x/TextPanelCfg_types.gen";
import type {
  FieldConfig as TimeSeriesField,
  Options as TimeSeries,
} from "@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen";
import type { AnnotationQuery, Dashboard, Panel, RowPanel } from "@grafana/schema/dist/esm/raw/dashboard/x/Dashboard_types.gen";

/**
 * A dashboard by the schema that Grafana publishes, with the options of a panel
 * those of its kind. A dashboard that is written out as a literal of this type
 * has no field that Grafana does not know.
 */
export type WholeDashboard = Omit<Plain<Dashboard>, "annotations" | "panels"> & {
  annotations: { list: PrometheusAnnotation[] };
  panels: (AnyPanel | Row)[];
};

/** As JSON has it: the text or number of an enum in its place. */
type Plain<T> = T extends string
  ? `${T}`
  : T extends number | boolean | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? Plain<Item>[]
      : unknown extends T
        ? T
        : { [Key in keyof T]: Plain<T[Key]> };

/** What the data source has beside the schema's fields: Prometheus reads these itself. */
type PrometheusAnnotation = Plain<AnnotationQuery> & {
  expr: string;
  step: string;
  tagKeys: string;
  textFormat: string;
  titleFormat: string;
  useValueForTime: boolean;
};

type Fields = NonNullable<Panel["fieldConfig"]>;
type TypedPanel<Kind extends string, Options, Custom> = Omit<Plain<Panel>, "fieldConfig" | "options" | "type"> & {
  type: Kind;
  options?: Plain<Options>;
  fieldConfig?: Omit<Plain<Fields>, "defaults"> & { defaults: Omit<Plain<Fields["defaults"]>, "custom"> & { custom?: Plain<Custom> } };
};

type AnyPanel =
  | TypedPanel<"stat", Stat, object>
  | TypedPanel<"state-timeline", StateTimeline, StateTimelineField>
  | TypedPanel<"text", Text, object>
  | TypedPanel<"timeseries", TimeSeries, TimeSeriesField>;

type Row = Omit<Plain<RowPanel>, "panels"> & { panels: AnyPanel[] };
