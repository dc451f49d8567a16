import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { getToKnow } from '#core/directory/recognise.ts';
import { install, type NewlyInstalled } from '#core/installations/install.ts';
import { type StateFault, takeState } from '#core/installations/install-state.ts';
import { type InstallWords, installWords } from '../../../wording.ts';
import type { PlatformNeeds } from '../../define.ts';
import type { Slack } from '../clients.ts';
import { openDesk } from '../desk.ts';
import type { ManyDesks } from '../many-desks.ts';
import { type AppKeys, askForGrant, refusalOf } from '../oauth.ts';
import { adminsIfTold } from '../people.ts';

export type InstallNeeds = PlatformNeeds & { slack: Slack; keys: AppKeys; desks: ManyDesks; publicUrl: string };

type Back = {
  code?: string | undefined;
  state?: string | undefined;
  error?: string | undefined;
  browser: string | undefined;
  redirectUri: string;
};
type Page = { status: number; words: InstallWords; link?: string };

/** Somebody is back from Slack's page: what they brought is exchanged for an installation, or they read why it is not. */
export async function finish(needs: InstallNeeds, { code, state, error, browser, redirectUri }: Back): Promise<Page> {
  const fault = browser && state ? await takeState(needs, { state, browser }) : 'unknown';
  if (fault) return { status: 400, words: stateWords[fault] };
  if (error === 'access_denied') return { status: 200, words: installWords.cancelled };
  if (error || !code) return { status: 400, words: installWords.codeRefused };

  try {
    const grant = await askForGrant(needs.slack, needs.keys, { code, redirectUri });
    return await take(needs, grant);
  } catch (problem) {
    needs.log.warn({ error: problem }, 'Slack did not finish an installation');
    return explain(problem);
  }
}

const stateWords: Record<StateFault, InstallWords> = {
  unknown: installWords.stateUnknown,
  expired: installWords.stateExpired,
  used: installWords.stateUsed,
};

/** Who installed it is asked for before anything is kept: they own the company that it founds. */
async function take(needs: InstallNeeds, grant: NewlyInstalled): Promise<Page> {
  const { bot } = grant.tokens;
  const { people } = openDesk(needs.slack, grant, { present: async () => bot, insteadOf: async () => undefined });
  const { userId } = grant.installedBy;
  const installer = await people.profile(userId);
  const { email } = installer;

  await install(needs, { ...grant, installedBy: { userId, ...(email && { email }) } }, needs.ownerEmail);
  needs.desks.forget(grant.workspaceId);
  needs.log.info({ workspace: grant.workspaceId, isEnterprise: grant.isEnterprise }, 'the app was installed');
  await getToKnow(needs, [installer, ...(await adminsIfTold(people, needs.log))]);

  const link = `https://slack.com/app_redirect?${new URLSearchParams({ app: grant.appId, team: grant.workspaceId })}`;
  return { status: 200, words: installWords.done(grant.name), link };
}

// https://docs.slack.dev/reference/methods/oauth.v2.access#errors: of what the app shows, not of what somebody brought.
const ours = ['invalid_client_id', 'bad_client_secret', 'bad_redirect_uri', 'invalid_team_for_non_distributed_app'];
const theirs = ['invalid_code', 'code_already_used', 'oauth_authorization_url_mismatch'];

/** Anything that is not Slack's is a mistake of ours, and thrown on. */
function explain(problem: unknown): Page {
  const code = refusalOf(problem);
  if (code && ours.includes(code)) return { status: 500, words: installWords.misconfigured(code) };
  if (code && theirs.includes(code)) return { status: 400, words: installWords.codeRefused };
  const isAway = [WebAPIRequestError, WebAPIHTTPError, WebAPIRateLimitedError].some((kind) => problem instanceof kind);
  if (code || isAway) return { status: 502, words: installWords.away };
  throw problem;
}
