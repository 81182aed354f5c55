/**
 * The longest delay that one timer can keep, 2^31 − 1; anything above it fires after 1 ms. Unit: ms
 *
 * Source: HTML standard, timers; Node.js documentation of `setTimeout`.
 */
export const LONGEST_TIMER_MS = 2_147_483_647;
