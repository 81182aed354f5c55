/** Where counts and gauges go; labels never hold a user, a token or an amount. */
export interface Telemetry {
  /** Adds to a counter. */
  count(name: string, by: number, labels: Readonly<Record<string, string>>): void;
  /** Sets a gauge. */
  gauge(name: string, value: number, labels: Readonly<Record<string, string>>): void;
}
