import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { Fault } from '#core/fault.ts';

// https://docs.slack.dev/reference/methods/chat.update#errors: Slack itself is in trouble, and may have done it or not.
const troubles = [
  ...['fatal_error', 'internal_error', 'service_unavailable', 'request_timeout', 'update_failed'],
  ...['team_added_to_org', 'org_login_required', 'external_channel_migrating'],
];

// An answer of 429 says how long; these do not.
const tooMany = ['ratelimited', 'rate_limited'];
const PAUSE_MS = 30_000;

/**
 * Slack's errors in our words: whether trying again can help. Anything else passes unchanged.
 * What is to be tried `later` may have been done; everything else has not.
 */
export function toFault(error: unknown): unknown {
  if (error instanceof WebAPIRateLimitedError) {
    return new Fault('Slack asks us to slow down', { retry: { afterMs: error.retryAfter * 1000 }, cause: error });
  }
  if (tooMany.some((code) => said(error, code))) {
    return new Fault('Slack asks us to slow down', { retry: { afterMs: PAUSE_MS }, cause: error });
  }
  if (troubles.some((code) => said(error, code)) || isNotSlack(error)) {
    return new Fault('Slack is in trouble', { retry: 'later', cause: error });
  }
  if (error instanceof WebAPIPlatformError) {
    const messages = error.data.response_metadata?.messages?.join('; ') ?? '';
    return new Fault(`Slack said ${error.data.error}${messages && `: ${messages}`}`, { retry: 'never', cause: error });
  }
  if (error instanceof WebAPIRequestError && unreachable.has(causeOf(error.original))) {
    return new Fault('Slack is not to be reached', { retry: { afterMs: AWAY_MS }, cause: error });
  }
  if (error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError) {
    return new Fault('Slack did not answer', { retry: 'later', cause: error });
  }
  return error;
}

// Whatever stands between us and Slack may answer with a page of its own, which the client takes for an error code.
const isNotSlack = (error: unknown) => error instanceof WebAPIPlatformError && !/^\w+$/.test(error.data.error);

// There was no connection that anything could have gone through.
const unreachable = new Set<unknown>([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
]);
const AWAY_MS = 5_000;

const causeOf = ({ cause }: Error): unknown => (cause instanceof Error && 'code' in cause ? cause.code : undefined);

/** Whether Slack refused with this code. */
export function said(error: unknown, code: string): boolean {
  return error instanceof WebAPIPlatformError && error.data.error === code;
}
