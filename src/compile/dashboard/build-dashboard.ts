import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  LineInterpolation,
  ReduceDataOptionsBuilder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import {
  AnnotationQueryBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  FieldColorBuilder,
  FieldColorModeId,
  MappingType,
  RowBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type AnnotationQuery,
  type DashboardLink,
  type ValueMap,
  type VariableModel,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as StatPanelBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as StateTimelinePanelBuilder } from "@grafana/grafana-foundation-sdk/statetimeline";
import { PanelBuilder as TextPanelBuilder, TextMode } from "@grafana/grafana-foundation-sdk/text";
import { PanelBuilder as TimeSeriesPanelBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { arrange, type Place } from "./arrange.ts";
import { literalStrings, literalText, literalUrl } from "./literal.ts";
import type { DashboardPlan, Link, Marks, Meaning, Panel, StatPanel, StateTimelinePanel, TextPanel, TimeSeriesPanel } from "./panel.ts";
import { lookColors, seriesProperties } from "./series-properties.ts";

const datasource = { type: "prometheus", uid: "${datasource}" };

/**
 * Puts a plan into Grafana's classic model, which files and sidecars take:
 * the one place that knows the Foundation SDK, and the one that fills in what
 * it leaves open (ids, legends, `refId`, data source of every target).
 * @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 */
export function buildDashboard(plan: DashboardPlan): object {
  const builder = new DashboardBuilder(literalText(plan.title))
    .uid(plan.uid)
    .description(literalText(plan.description))
    .tags([...plan.tags])
    .timezone(plan.timeZone)
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: `now-${plan.span}`, to: "now" })
    .refresh("1m")
    .links(plan.links.map(link))
    .annotations(plan.marks.map(annotation))
    .variables([{ build: () => datasourceVariable(plan.datasource) }]);
  for (const { row, place, panels } of arrange(plan.rows)) {
    builder.withRow(new RowBuilder(literalText(row.title)).id(row.id).gridPos(place));
    for (const arranged of panels) builder.withPanel(panelBuilder(arranged.panel, arranged.place));
  }
  return builder.build();
}

/** The data source, which whoever looks may choose. */
function datasourceVariable(name: string): VariableModel {
  const builder = new DatasourceVariableBuilder("datasource").label("Data source").type("prometheus");
  const variable = builder.current({ selected: false, text: name, value: name }).build();
  // The SDK gives every variable what only intervals have.
  delete variable.auto;
  delete variable.auto_min;
  delete variable.auto_count;
  return variable;
}

function panelBuilder(panel: Panel, place: Place) {
  switch (panel.kind) {
    case "time-series":
      return timeSeries(panel, place);
    case "stat":
      return stat(panel, place);
    case "state-timeline":
      return stateTimeline(panel, place);
    case "text":
      return framed(new TextPanelBuilder(), panel, place)
        .mode(TextMode.Markdown)
        .content(literalText(String(panel.content)));
  }
}

type QueryPanelBuilder = TimeSeriesPanelBuilder | StatPanelBuilder | StateTimelinePanelBuilder;

function framed<Framed extends QueryPanelBuilder | TextPanelBuilder>(builder: Framed, panel: Panel, place: Place): Framed {
  builder
    .id(panel.id)
    .title(literalText(panel.title))
    .description(literalText(String(panel.description)))
    .links(panel.links.map(link))
    .gridPos({ ...place });
  return builder;
}

function queried<Queried extends QueryPanelBuilder>(builder: Queried, panel: Exclude<Panel, TextPanel>, place: Place): Queried {
  framed(builder, panel, place).datasource(datasource).unit(panel.unit).interval(panel.interval);
  for (const [index, query] of panel.queries.entries()) {
    const refId = refIdOf(index);
    const target = new DataqueryBuilder()
      .refId(refId)
      .datasource(datasource)
      .expr(literalStrings(query.expr))
      .legendFormat(literalText(query.legend));
    // An instant query: a range would bring back values that are long gone.
    builder.withTarget(panel.kind === "stat" ? target.instant() : target.range());
    const properties = [...seriesProperties(query)];
    if (properties.length > 0) builder.overrideByQuery(refId, properties);
  }
  return builder;
}

function timeSeries(panel: TimeSeriesPanel, place: Place): TimeSeriesPanelBuilder {
  const builder = queried(new TimeSeriesPanelBuilder(), panel, place)
    .legend(legend().displayMode(LegendDisplayMode.Table).calcs(["lastNotNull", "min", "max"]))
    .tooltip(tooltip())
    .lineWidth(2)
    .fillOpacity(0)
    .showPoints(VisibilityMode.Never)
    .spanNulls(false)
    .lineInterpolation(panel.stepped ? LineInterpolation.StepAfter : LineInterpolation.Linear)
    .axisSoftMin(Number(panel.covers.min));
  if (panel.covers.max !== undefined) builder.axisSoftMax(Number(panel.covers.max));
  if (panel.range !== undefined) builder.min(panel.range.min).max(panel.range.max);
  if (panel.limits.length === 0) return builder;
  return builder
    .thresholds(
      new ThresholdsConfigBuilder()
        .mode(ThresholdsMode.Absolute)
        .steps([
          { value: null, color: "transparent" },
          ...panel.limits.map(({ value, look }) => ({ value: Number(value), color: lookColors[look] })),
        ]),
    )
    .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
}

function stat(panel: StatPanel, place: Place): StatPanelBuilder {
  const worded = panel.meanings.length > 0;
  return queried(new StatPanelBuilder(), panel, place)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]).values(false).fields(""))
    .graphMode(BigValueGraphMode.None)
    .textMode(worded ? BigValueTextMode.Value : BigValueTextMode.ValueAndName)
    .colorMode(worded ? BigValueColorMode.Background : BigValueColorMode.None)
    .mappings(mappings(panel.meanings))
    .noValue(panel.noValue);
}

function stateTimeline(panel: StateTimelinePanel, place: Place): StateTimelinePanelBuilder {
  const builder = queried(new StateTimelinePanelBuilder(), panel, place)
    .legend(legend())
    .tooltip(tooltip())
    .showValue(VisibilityMode.Auto)
    .mergeValues(true)
    .rowHeight(0.8)
    .fillOpacity(80)
    .lineWidth(0)
    .mappings(mappings(panel.meanings));
  return panel.meanings.length > 0
    ? builder
    : builder.min(0).max(100).colorScheme(new FieldColorBuilder().mode(FieldColorModeId.ContinuousBlues));
}

function annotation(marks: Marks): Builder<AnnotationQuery> {
  const builder = new AnnotationQueryBuilder()
    .name(marks.name)
    .datasource(datasource)
    .enable(true)
    .iconColor(marks.color)
    .expr(literalStrings(marks.expr))
    .step(marks.step)
    .titleFormat(literalText(marks.title))
    .textFormat(literalText(marks.text))
    .tagKeys(marks.tags.join(","))
    .useValueForTime(false);
  return inSight(builder);
}

function link({ title, url }: Link): Builder<DashboardLink> {
  const builder = new DashboardLinkBuilder(literalText(title)).type(DashboardLinkType.Link).url(literalUrl(url));
  return inSight(builder.icon("doc").targetBlank(true));
}

/** The SDK would put every link and annotation away into a menu. What is undefined is not written. */
function inSight<Built extends { placement?: unknown }>(builder: Builder<Built>): Builder<Built> {
  return { build: () => ({ ...builder.build(), placement: undefined }) };
}

function legend(): VizLegendOptionsBuilder {
  return new VizLegendOptionsBuilder().showLegend(true).displayMode(LegendDisplayMode.List).placement(LegendPlacement.Bottom);
}

function tooltip(): VizTooltipOptionsBuilder {
  return new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi);
}

function mappings(meanings: readonly Meaning[]): ValueMap[] {
  if (meanings.length === 0) return [];
  const options = meanings.map(({ value, text, color }, index) => [String(value), { text, color, index }] as const);
  return [{ type: MappingType.ValueToText, options: Object.fromEntries(options) }];
}

/** `A` to `Z`, then `AA`. */
function refIdOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${refIdOf(Math.floor(index / 26) - 1)}${letter}`;
}
