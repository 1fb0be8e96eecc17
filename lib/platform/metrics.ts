import { createHash, timingSafeEqual } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { applicationProcess } from "@/lib/platform/application-process";
import { env } from "@/lib/platform/env";
import { routeClassOf } from "@/lib/platform/route-classes";

/** Seconds, from a page out of memory to what a proxy gives up. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

interface Metrics {
  registry: Registry;
  requests: Histogram<"class" | "status">;
  actions: Histogram<"action" | "outcome">;
  publicReads: Counter<"from">;
}

// Kept on globalThis: the bundles of one server have modules of their own, and measure one process.
const store = globalThis as typeof globalThis & { mingzhangMetrics?: Metrics };

/**
 * Begins to measure this process, where the environment has a `METRICS_TOKEN`; nothing is measured otherwise. Node itself
 * tells of each request, whoever serves it.
 */
export function startMeasuring(): void {
  if (store.mingzhangMetrics || env().METRICS_TOKEN === undefined) return;
  const registry = new Registry();
  registry.setDefaultLabels(processLabel());
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "mingzhang_request_seconds",
    help: "Requests by kind of address and status, from their head to the end of the answer; 'aborted': the client left.",
    labelNames: ["class", "status"],
    buckets,
    registers: [registry],
  });
  const actions = new Histogram({
    name: "mingzhang_action_seconds",
    help: "Server actions by name and outcome; a save is saveCellsAction.",
    labelNames: ["action", "outcome"],
    buckets,
    registers: [registry],
  });
  const publicReads = new Counter({
    name: "mingzhang_public_reads_total",
    help: "Readings for public pages and the open data by where from, where a read replica is set.",
    labelNames: ["from"],
    registers: [registry],
  });
  store.mingzhangMetrics = { registry, requests, actions, publicReads };
  subscribe("http.server.request.start", (message) =>
    measureRequest(message as { request: IncomingMessage; response: ServerResponse }),
  );
}

function measureRequest({ request, response }: { request: IncomingMessage; response: ServerResponse }): void {
  const begun = performance.now();
  const isAction = request.method === "POST" && request.headers["next-action"] !== undefined;
  const labels = { class: routeClassOf(request.url ?? "", isAction) };
  response.once("close", () => {
    const status = response.writableFinished ? String(response.statusCode) : "aborted";
    store.mingzhangMetrics?.requests.observe({ ...labels, status }, secondsSince(begun));
  });
}

/** Notes a call of an action that began at a moment of `performance.now()`. */
export function measureAction(action: string, outcome: string, begun: number): void {
  store.mingzhangMetrics?.actions.observe({ action, outcome }, secondsSince(begun));
}

/** Notes where something public was read from. */
export function countPublicRead(from: "replica" | "primary"): void {
  store.mingzhangMetrics?.publicReads.inc({ from });
}

const secondsSince = (begun: number) => (performance.now() - begun) / 1_000;

/** By which what one process has measured is told from what another one has. */
export function processLabel(): { process: string } {
  return { process: String(applicationProcess().number) };
}

/** What was measured in this process, as Prometheus reads it; empty where nothing is. */
export async function processMetrics(): Promise<string> {
  return (await store.mingzhangMetrics?.registry.metrics()) ?? "";
}

/** Content type of the text that Prometheus reads. */
export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

/**
 * Whether a request may read measurements: `absent` where the environment names no token, so that the address does not
 * exist. Compared in constant time.
 */
export function metricsAccess(authorization: string | null | undefined): "absent" | "refused" | "granted" {
  const { METRICS_TOKEN } = env();
  if (METRICS_TOKEN === undefined) return "absent";
  const digest = (text: string) => createHash("sha256").update(text).digest();
  const isRight = timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${METRICS_TOKEN}`));
  return isRight ? "granted" : "refused";
}

/** A measurement that is asked for when somebody reads it. */
export interface AskedGauge {
  name: string;
  help: string;
  values: readonly { labels: Record<string, string>; value: number }[];
}

/** Measurements of the moment, as Prometheus reads them. */
export async function gaugesAsMetrics(gauges: readonly AskedGauge[]): Promise<string> {
  const registry = new Registry();
  // Of one without values the library would say 0.
  for (const { name, help, values } of gauges.filter((each) => each.values.length > 0)) {
    const labelNames = [...new Set(values.flatMap(({ labels }) => Object.keys(labels)))];
    const gauge = new Gauge({ name, help, labelNames, registers: [registry] });
    for (const { labels, value } of values) gauge.set(labels, value);
  }
  return registry.metrics();
}
