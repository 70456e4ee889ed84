import { Counter, Gauge, Histogram, collectDefaultMetrics, Registry } from 'prom-client';

import type { FeedTelemetry } from '../feed/telemetry.js';
import type { GateTelemetry } from '../graphql/limits/gate.js';
import type { Route } from './server.js';

/**
 * What the node tells of itself at `/metrics`, for Prometheus. Names and labels are for dashboards and alarms that others
 * write, and so do not change; no label ever holds an agency, a person or a record.
 */
export interface Metrics extends FeedTelemetry, GateTelemetry {
  /** Someone took access to a patient outside their scope. */
  emergencyAccessGranted(): void;
  readonly route: Route;
  /** Something that was kept sealed did not open. */
  unreadable(): void;
  /** What is counted when someone looks. */
  observe(states: States): void;
  /** Whether an event of one agency was about to reach another: such a node takes no more traffic. */
  readonly isSound: boolean;
}

export interface States {
  readonly sockets: () => number;
  readonly eventStreams: () => number;
  readonly subscribers: () => number;
  readonly lag: () => number;
  readonly longestQueueBytes: () => number;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const POINTS = [1, 10, 100, 1_000, 10_000, 50_000];
const RECIPIENTS = [1, 10, 100, 1_000, 10_000];

export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string): Counter => new Counter({ name, help, registers: [registry] });
  const histogram = (name: string, help: string, buckets: number[]): Histogram => new Histogram({ name, help, buckets, registers: [registry] });

  const toTail = histogram('commit_to_tail_seconds', 'From the recording of an event to its arrival at this node', SECONDS);
  const toSocket = histogram('alignment_commit_to_socket_seconds', 'From the recording of an event to its having been written to the last socket that it was for', SECONDS);
  const groupSize = histogram('group_size', 'Subscribers that one answer was written to at once', RECIPIENTS);
  const executions = histogram('executions_per_event', 'How often one event was worked out', RECIPIENTS);
  const delivered = counter('alignment_delivered_total', 'Events written to live subscribers');
  const hintMissed = counter('hint_missed_total', 'Readings in which the poll found what no hint had told');
  const resumed = new Counter({ name: 'resume_total', help: 'Subscribers that went on from a cursor, by where what they missed came from', labelNames: ['source', 'reason'], registers: [registry] });
  const slow = counter('slow_consumer_closed_total', 'Subscribers let go because they did not keep up');
  const accessEnded = counter('access_ended_total', 'Subscribers let go because their access ended');
  const gaps = counter('seq_gap_detected_total', 'Readings of a log that was not dense; must stay 0');
  const broken = counter('chain_verify_failed_total', 'Checks in which a log was not what was written to it; must stay 0');
  const foreign = counter('tenant_assert_failed_total', 'Events of one agency that were about to reach another; must stay 0');
  const unreadable = counter('sealed_unreadable_total', 'Sealed values and wrapped keys that were not what was kept; must stay 0');
  const points = histogram('request_points', 'What requests that were let through were estimated to cost', POINTS);
  const refused = new Counter({ name: 'requests_refused_total', help: 'Requests of which nothing ran, by the code of their refusal', labelNames: ['code'], registers: [registry] });
  const emergencies = counter('emergency_access_granted_total', 'Emergency accesses that were taken through this node');
  let isSound = true;

  return {
    async route(_request, response) {
      const text = await registry.metrics();
      response.writeHead(200, { 'content-type': registry.contentType });
      response.end(text);
    },
    observe({ sockets, eventStreams, subscribers, lag, longestQueueBytes }) {
      const gauge = (name: string, help: string, read: () => number): void => void new Gauge({ name, help, registers: [registry], collect() { this.set(read()); } });
      gauge('websocket_connections', 'Open WebSockets', sockets);
      gauge('event_stream_connections', 'Open streams of server-sent events', eventStreams);
      gauge('subscribers', 'Running subscriptions', subscribers);
      gauge('tail_lag_events', 'Events that have reached this node and not all of their subscribers, of the agency for which they are most', lag);
      gauge('socket_queue_bytes', 'What waits for the slowest socket', longestQueueBytes);
    },
    get isSound() {
      return isSound;
    },
    emergencyAccessGranted: () => emergencies.inc(),
    unreadable: () => unreadable.inc(),
    admitted: (cost) => points.observe(cost),
    refused: (code) => refused.inc({ code }),
    tailed: (ms) => toTail.observe(ms / 1000),
    delivered(groupSizes, times, ms) {
      for (const size of groupSizes) {
        delivered.inc(size);
        groupSize.observe(size);
      }
      executions.observe(times);
      toSocket.observe(ms / 1000);
    },
    hintMissed: () => hintMissed.inc(),
    resumed: (source, reason) => resumed.inc({ source, reason: reason ?? '' }),
    slowReaderClosed: () => slow.inc(),
    accessEnded: () => accessEnded.inc(),
    gapDetected: () => gaps.inc(),
    chainBroken: () => broken.inc(),
    foreignEvent() {
      foreign.inc();
      isSound = false;
    },
  };
}
