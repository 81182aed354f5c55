import { map, type MonoTypeOperatorFunction, type SchedulerLike, throwError, timeout } from 'rxjs';
import { RedirectRefusedError } from '../errors/RedirectRefusedError.js';
import { ResponseTooLargeError } from '../errors/ResponseTooLargeError.js';
import { UpstreamTimeoutError } from '../errors/UpstreamTimeoutError.js';
import type { HttpRequest, HttpResponse } from '../ports/HttpPort.js';

/**
 * Holds an answer to the contract of `HttpPort`: the deadline, the byte cap and the refusal of redirects.
 *
 * Completes with its source. Memory: none. Errors: UpstreamTimeoutError, ResponseTooLargeError, RedirectRefusedError.
 *
 * @param request what was asked
 * @param scheduler clock of the deadline
 * @example
 * cold('--a', { a: jsonResponse(200, []) }).pipe(keepContract(request, scheduler));
 */
export function keepContract(
  { operation, deadlineMs, maxBytes }: HttpRequest,
  scheduler: SchedulerLike,
): MonoTypeOperatorFunction<HttpResponse> {
  return (response) =>
    response.pipe(
      map((given) => {
        const { status, body } = given;
        if (status >= 300 && status < 400) throw new RedirectRefusedError(operation, status);
        if (body.byteLength > maxBytes) throw new ResponseTooLargeError(operation, maxBytes);
        return given;
      }),
      timeout({
        first: deadlineMs,
        scheduler,
        with: () => throwError(() => new UpstreamTimeoutError(operation, deadlineMs)),
      }),
    );
}
