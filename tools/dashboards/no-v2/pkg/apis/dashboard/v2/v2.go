// Package v2 stands in for Grafana's package of dashboards of schema v2, which
// the module proxy does not serve. dashboard-linter reads a v2 dashboard with
// it and nothing else. Rampart writes classic dashboards, so only the names are
// here that the linter needs to compile: no v2 dashboard can be read.
package v2

type DashboardSpec struct {
	Title       string
	Editable    *bool
	Elements    map[string]DashboardElement
	Variables   []DashboardVariableKind
	Annotations []DashboardAnnotationQueryKind
}

// UnmarshalJSON refuses every v2 dashboard rather than reading a part of it.
func (*DashboardSpec) UnmarshalJSON([]byte) error { return errV2 }

type refusal string

func (r refusal) Error() string { return string(r) }

const errV2 = refusal("this build of the linter reads no v2 dashboards")

type DashboardElement struct {
	PanelKind *struct{ Spec DashboardPanelSpec }
}

type DashboardPanelSpec struct {
	Id                 float64
	Title, Description string
	VizConfig          struct {
		Group string
		Spec  struct{ FieldConfig, Options any }
	}
	Data struct {
		Spec struct{ Queries []DashboardPanelQueryKind }
	}
}

type DashboardPanelQueryKind struct {
	Spec struct {
		RefId  string
		Hidden bool
		Query  DashboardDataQueryKind
	}
}

type DashboardDataQueryKind struct {
	Group      string
	Datasource *struct{ Name *string }
	Spec       map[string]any
}

type DashboardAnnotationQueryKind struct {
	Spec struct {
		Name  string
		Query DashboardDataQueryKind
	}
}

type DashboardVariableRefresh string

const (
	DashboardVariableRefreshOnDashboardLoad    DashboardVariableRefresh = "onDashboardLoad"
	DashboardVariableRefreshOnTimeRangeChanged DashboardVariableRefresh = "onTimeRangeChanged"
)

type variable struct {
	Name, Query, PluginId string
	Label, AllValue       *string
	Multi                 bool
	Refresh               DashboardVariableRefresh
}

type DashboardVariableKind struct {
	QueryVariableKind *struct {
		Spec struct {
			Name            string
			Label, AllValue *string
			Multi           bool
			Refresh         DashboardVariableRefresh
			Query           DashboardDataQueryKind
		}
	}
	DatasourceVariableKind, CustomVariableKind, IntervalVariableKind, ConstantVariableKind, TextVariableKind,
	AdhocVariableKind, GroupByVariableKind, SwitchVariableKind *struct{ Spec variable }
}
