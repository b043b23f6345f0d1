import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import {
  type Meter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  createAllowListAttributesProcessor,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TraceIdRatioBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { STATEMENTS, type Statement } from '../db/statements.ts';
import { ALLOWED, type Attributes } from './allowed.ts';
import { openMetricExporter, openTraceExporter } from './exporters.ts';
import type { Telemetry, TelemetryTools } from './telemetry.ts';

/** How often figures are sent, in milliseconds. */
const FIGURES_EVERY = 30_000;
/** How long the last may take once the server stops, in milliseconds. */
const FAREWELL = 3_000;
/** Upper ends of the classes of durations, in seconds: those of `/metrics`. */
const ENDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 15];

/**
 * Starts the collector's client. It is the program's own and not the process's: libraries that would speak of themselves to one, such as
 * the one for sign-in, find none.
 */
export function startTelemetry(tools: TelemetryTools): Telemetry {
  const { endpoint, version, serviceName = 'marketsafe-reporter', tracedPart = 1, onProblem } = tools;
  const base = endpoint.replace(/\/+$/, '');
  const resource = resourceFromAttributes({
    'service.name': serviceName,
    'service.version': version,
    // Tells the processes of one program apart, and means nothing else.
    'service.instance.id': randomUUID(),
  });
  const traces = new TracerProvider({
    resource,
    sampler: new TraceIdRatioBasedSampler(tracedPart),
    spanProcessors: [new BatchSpanProcessor({ exporter: openTraceExporter(base, onProblem) })],
  });
  const figures = new MeterProvider({
    resource,
    views: [
      { instrumentName: '*', attributesProcessors: [createAllowListAttributesProcessor([...ALLOWED])] },
    ],
    readers: [
      new PeriodicExportingMetricReader({
        exporter: openMetricExporter(base),
        exportIntervalMillis: FIGURES_EVERY,
        exportTimeoutMillis: FAREWELL,
      }),
    ],
  });
  const meter = figures.getMeter('marketsafe', version);
  const seconds = meter.createHistogram('http.server.request.duration', {
    unit: 's',
    advice: { explicitBucketBoundaries: ENDS },
  });
  const loop = watchProcess(meter, tools);
  const following = followRequests(traces.getTracer('marketsafe', version));

  return {
    follow: following.follow,
    count({ method, route, status, seconds: took }) {
      const attributes: Attributes = {
        'http.request.method': method,
        'http.route': route,
        'http.response.status_code': status,
      };
      seconds.record(took, attributes);
    },
    async close() {
      following.end();
      loop.disable();
      const ended = Promise.allSettled([traces.shutdown(), figures.shutdown()]);
      await Promise.race([ended, new Promise((late) => setTimeout(late, FAREWELL).unref())]);
    },
  };
}

/** Figures of the process itself. */
function watchProcess(meter: Meter, { pools }: Pick<TelemetryTools, 'pools'>) {
  meter
    .createObservableGauge('process.memory.usage', { unit: 'By' })
    .addCallback((observed) => observed.observe(process.memoryUsage.rss()));
  const loop = monitorEventLoopDelay({ resolution: 20 });
  loop.enable();
  meter.createObservableGauge('nodejs.eventloop.delay.p99', { unit: 's' }).addCallback((observed) => {
    observed.observe(loop.percentile(99) / 1e9 || 0);
    loop.reset();
  });
  meter.createObservableGauge('db.client.connection.count').addCallback((observed) => {
    for (const [pool, { total, idle, waiting }] of Object.entries(pools())) {
      for (const [state, count] of Object.entries({ used: total - idle, idle, waiting })) {
        const attributes: Attributes = { 'marketsafe.pool': pool, 'marketsafe.state': state };
        observed.observe(count, attributes);
      }
    }
  });
  return loop;
}

/** A span for each request, and under it one for each statement that it sends. */
function followRequests(tracer: Tracer): { follow(app: FastifyInstance): void; end(): void } {
  const current = new AsyncLocalStorage<Span>();
  const spans = new WeakMap<FastifyRequest, Span>();

  function begin(request: FastifyRequest): Span {
    const { method, routeOptions } = request;
    const route = routeOptions.url ?? '(none)';
    const attributes: Attributes = {
      'http.request.method': method,
      'http.route': route,
      'marketsafe.request': request.id,
    };
    // A trace of its own: what a stranger says of theirs is not carried on.
    const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, root: true, attributes });
    spans.set(request, span);
    return span;
  }

  function onStatement(message: unknown): void {
    const parent = current.getStore();
    // What the program does by itself is nobody's request.
    if (!parent?.isRecording()) return;
    const statement = message as Statement;
    const attributes: Attributes = { 'db.system.name': 'postgresql', 'db.operation.name': statement.verb };
    const span = tracer.startSpan(
      statement.verb,
      { kind: SpanKind.CLIENT, attributes },
      trace.setSpan(ROOT_CONTEXT, parent),
    );
    statement.ended = (error) => {
      if (error) fail(span, errorType(error));
      span.end();
    };
  }

  STATEMENTS.subscribe(onStatement);
  return {
    follow(app) {
      app.addHook('onRequest', (request, _reply, done) => current.run(begin(request), done));
      // A body is read in the connection's own context.
      app.addHook('preValidation', (request, _reply, done) => {
        const span = spans.get(request);
        if (span) current.run(span, done);
        else done();
      });
      app.addHook('onResponse', async (request, { statusCode }) => {
        const span = spans.get(request);
        const attributes: Attributes = { 'http.response.status_code': statusCode };
        span?.setAttributes(attributes);
        if (span && statusCode >= 500) fail(span, String(statusCode));
        span?.end();
      });
      app.addHook('onRequestAbort', async (request) => {
        const span = spans.get(request);
        if (span) fail(span, 'aborted');
        span?.end();
      });
    },
    end: () => void STATEMENTS.unsubscribe(onStatement),
  };
}

function fail(span: Span, type: string): void {
  const attributes: Attributes = { 'error.type': type };
  span.setAttributes(attributes);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** PostgreSQL's or the system's own code of an error: its message may quote what was written. */
function errorType(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^([0-9A-Z]{5}|E[A-Z]{2,20})$/.test(code) ? code : 'error';
}
