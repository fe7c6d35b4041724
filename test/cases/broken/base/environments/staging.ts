import { defineEnvironment } from "rampart";

export default defineEnvironment({
  name: "staging",
  title: "Staging",
  cluster: "staging-1",
  namespace: "shop-staging",
  labels: { "rampart.dev/environment": "staging" },
  kubernetesVersion: "1.33",
  hostSuffixes: ["staging.example.com"],
  traffic: { ingress: { class: "nginx" } },
  prometheus: { url: "https://prometheus.staging.example.com", ruleLabels: { release: "kube-prometheus-stack" } },
  grafana: { url: "https://grafana.staging.example.com", delivery: "operator", folder: "Rollouts", labels: { dashboards: "grafana" } },
  tree: "https://git.example.com/rollouts/dist",
  calendar: { timeZone: "Europe/Paris", workingHours: { days: ["mon", "tue", "wed", "thu", "fri"], from: "08:00", to: "18:00" } },
});
