import { type AggregationError, type InvalidOptionError, isAggregationError } from '../../index.js';
import { isEndingError } from '../EndingError.js';
import { isConfigurationError } from '../settings/ConfigurationError.js';
import type { Pipeline } from '../pipelineOf.js';
import { placeOfOption, withPlaces } from '../settings/placeOfOption.js';
import { isUsageError } from '../UsageError.js';
import { escapeControls } from './escapeControls.js';
import { hintFor } from './hintFor.js';
import { whoMustActSentence } from './whoMustActSentence.js';

/**
 * Says in one line what went wrong and who must act. The library's own messages hold no secret and no bank data.
 *
 * @param error anything caught
 * @param pipeline whose settings are in use
 * @example
 * describeError(new AccessDeniedError('read queue')); // 'read queue: forbidden (HTTP 403) (AccessDeniedError). …'
 */
export function describeError(error: unknown, pipeline: Pipeline = 'oxlin'): string {
  const isPlain = isConfigurationError(error) || isUsageError(error) || isEndingError(error);
  if (isPlain) return escapeControls(error.message);
  if (isAggregationError(error)) {
    if (error.name === 'InvalidOptionError' && pipeline === 'yodlee') return describeOption(error);
    const hint = hintFor(error, pipeline);
    const words = `${error.message}${heldBackBy(error)} (${error.name}). ${whoMustActSentence(error.whoMustAct)}`;
    return escapeControls(hint === undefined ? words : `${words} ${hint}`);
  }
  return escapeControls(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}

/** Whoever typed a flag does not know what the library calls it. */
function describeOption({ message, option, whoMustAct }: InvalidOptionError): string {
  const words = `${placeOfOption(option)}${withPlaces(message.slice(option.length))}`;
  return escapeControls(`${words}. ${whoMustActSentence(whoMustAct)}`);
}

/** What a circuit is open for. */
function heldBackBy(error: AggregationError): string {
  return error.name === 'CircuitOpenError' && isAggregationError(error.cause) ? `, after ${error.cause.message}` : '';
}
