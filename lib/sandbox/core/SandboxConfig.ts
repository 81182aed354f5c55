/** What each service of the sandbox is started with; every member has a default. */
export interface SandboxConfig {
  /** Decides everything that is left to chance. Integer. @defaultValue `1` */
  readonly seed?: number;
  /** Values of switches; they win over those of a scenario. @defaultValue none */
  readonly switches?: Readonly<Record<string, string | number | boolean>>;
  /** How many times faster than its callers' clock the service's clock runs: divides Retry-After. @defaultValue `1` */
  readonly speed?: number;
  /** Date of the first request, when it is not `now`. Unit: epoch ms. @defaultValue `now` */
  readonly startAt?: number;
}
