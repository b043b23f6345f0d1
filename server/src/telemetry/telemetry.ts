import type { FastifyInstance } from 'fastify';
import type { Connections } from '../db/connect.ts';
import type { Finished } from '../http/log-requests.ts';

/** Where traces and figures go (OpenTelemetry, OTLP over HTTP). */
export interface TelemetrySettings {
  /** Address of the collector, to which `/v1/traces` and `/v1/metrics` are added. */
  endpoint: string;
  /** What the collector knows the program as. */
  serviceName?: string;
  /** The part of requests that is traced, 0 to 1; all when left out. */
  tracedPart?: number;
}

/** What telling of the program's work needs. */
export interface TelemetryTools extends TelemetrySettings {
  version: string;
  /** Connections to the database by what they are for. */
  pools: () => Readonly<Record<string, Connections>>;
  onProblem: (error: unknown, message: string) => void;
}

/** Tells a collector how long requests and their statements take, and how busy the process is. */
export interface Telemetry {
  /** Follows every request of an application. Must be called before any route is added. */
  follow(app: FastifyInstance): void;
  /** Counts a request that was answered. */
  count(request: Finished): void;
  /** Sends what is left, for some seconds at most. */
  close(): Promise<void>;
}

/** Opens what tells a collector. The libraries for it are loaded here, and nowhere else: without a collector nothing of them is. */
export async function openTelemetry(tools: TelemetryTools): Promise<Telemetry> {
  const { startTelemetry } = await import('./open-telemetry.ts');
  return startTelemetry(tools);
}
