/** One HTTP request as the simulator sees it: text in, nothing of a socket. */
export interface SandboxRequest {
  /** Which of the two hosts was asked: the API or the authorization server. */
  readonly origin: 'api' | 'auth';
  /** Upper-case HTTP method. */
  readonly method: string;
  /** Path and query as they stood in the request line. */
  readonly target: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; empty when there was none. */
  readonly body: string;
}
