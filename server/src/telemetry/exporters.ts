import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import { allowedOf } from './allowed.ts';

/** How often a collector that takes nothing is told to the log, in milliseconds. */
const TELL_EVERY = 60_000;

type OnProblem = (error: unknown, message: string) => void;

/** Sends spans with what may leave of them, and tells the log, now and then, of a collector that takes none. */
export function openTraceExporter(endpoint: string, onProblem: OnProblem): SpanExporter {
  const inner = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  let told = Number.NEGATIVE_INFINITY;
  return {
    export(spans, done) {
      inner.export(spans.map(cleaned), (result) => {
        if (result.error && performance.now() - told >= TELL_EVERY) {
          told = performance.now();
          onProblem(new Error(result.error.name), 'the collector took no traces');
        }
        done(result);
      });
    },
    shutdown: () => inner.shutdown(),
    forceFlush: () => inner.forceFlush(),
  };
}

/** Sends figures. */
export function openMetricExporter(endpoint: string): OTLPMetricExporter {
  return new OTLPMetricExporter({ url: `${endpoint}/v1/metrics` });
}

/** A span with nothing but what the list allows: no events, whose texts are errors, and no message of its state. */
function cleaned(span: ReadableSpan): ReadableSpan {
  return Object.create(span, {
    attributes: { value: allowedOf(span.attributes) },
    events: { value: [] },
    links: { value: [] },
    status: { value: { code: span.status.code } },
  }) as ReadableSpan;
}
