import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { Fault } from '#core/fault.ts';

/** Slack's errors in our words: whether trying again can help. Anything else passes unchanged. */
export function toFault(error: unknown): unknown {
  if (error instanceof WebAPIRateLimitedError) {
    return new Fault('Slack asks us to slow down', { retry: { afterMs: error.retryAfter * 1000 }, cause: error });
  }
  if (error instanceof WebAPIPlatformError) {
    const messages = error.data.response_metadata?.messages?.join('; ') ?? '';
    return new Fault(`Slack said ${error.data.error}${messages && `: ${messages}`}`, { retry: 'never', cause: error });
  }
  if (error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError) {
    return new Fault('Slack did not answer', { retry: 'later', cause: error });
  }
  return error;
}

/** Whether Slack refused with this code. */
export function said(error: unknown, code: string): boolean {
  return error instanceof WebAPIPlatformError && error.data.error === code;
}
