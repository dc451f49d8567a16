// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages: public, GCC, GCC High, DoD.
const services = new Set([
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
]);

// OneDrive and SharePoint give each tenant a name of its own: public, GCC High, DoD and China.
const files = /^[a-z0-9][a-z0-9-]*\.sharepoint(\.com|\.us|-mil\.us|\.cn)$/;

const onThisMachine = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/** `local`: Teams stands on this machine (TEAMS_LOGIN_URL). */
export type Where = { local: boolean };

/** The address of a Teams that we may talk to, with our token. Undefined for any other. */
export function serviceAddress(given: string, { local }: Where): string | undefined {
  const url = address(given, { local });
  if (url?.search !== '' || url.hash !== '') return undefined;
  if (!local && !services.has(url.hostname)) return undefined;
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

/** The address of a file in the OneDrive of somebody who uses Teams. Undefined for any other. */
export function fileAddress(given: string, { local }: Where): URL | undefined {
  const url = address(given, { local });
  return url && (local || files.test(url.hostname)) ? url : undefined;
}

const LONGEST = 4_000;

/** Https, no name and password, no port, nothing that a parser might read otherwise. */
function address(given: string, { local }: Where): URL | undefined {
  if (given.length > LONGEST || /[\s\\\p{Cc}]/u.test(given) || !URL.canParse(given)) return undefined;
  const url = new URL(given);
  if (url.username !== '' || url.password !== '' || /^[a-z]+:\/\/[^/?#]*@/i.test(given)) return undefined;
  if (local) return url.protocol === 'http:' && onThisMachine.test(url.hostname) ? url : undefined;
  return url.protocol === 'https:' && url.port === '' && !/^[a-z]+:\/\/[^/?#]*:/i.test(given) ? url : undefined;
}
