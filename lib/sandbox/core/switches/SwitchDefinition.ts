/** One thing the documentation leaves open, with the values the sandbox can take. */
export interface SwitchDefinition {
  /** The values worth testing; the only ones accepted unless `accepts` says otherwise. */
  readonly values: readonly string[];
  readonly default: string;
  /** What nobody knows about the real service. */
  readonly doubt: string;
  /** `listed`: one of `values`; `number`: any whole number ≥ 0; `positive`: any > 0; `name`: any upper-case name. */
  readonly accepts: 'listed' | 'number' | 'positive' | 'name';
}

/**
 * Makes a switch that takes one of a list.
 *
 * @param values the values, the default first
 * @param doubt what nobody knows
 * @example
 * listed(['true', 'false'], 'whether it rains').default; // 'true'
 */
export function listed(values: readonly [string, ...string[]], doubt: string): SwitchDefinition {
  return { values, default: values[0], doubt, accepts: 'listed' };
}

/**
 * Makes a switch that takes whatever is of a kind.
 *
 * @param accepts the kind
 * @param values the values worth testing, the default first
 * @param doubt what nobody knows
 * @example
 * open('number', ['0', '5'], 'how long it rains').default; // '0'
 */
export function open(
  accepts: Exclude<SwitchDefinition['accepts'], 'listed'>,
  values: readonly [string, ...string[]],
  doubt: string,
): SwitchDefinition {
  return { values, default: values[0], doubt, accepts };
}
