import { z } from 'zod';
import type { PersonOptions } from '../options.ts';
import { handleOf, type World } from '../world.ts';
import { type Answer, defineMethod, flag, SlackError } from './method.ts';

export const users = {
  'users.info': defineMethod({
    scopes: ['users:read'],
    tier: 4,
    args: z.object({ user: z.string(), include_locale: flag }),
    run({ user, include_locale }, world) {
      if (user === world.bot.userId) return { user: botUser(world) };
      const person = world.people.find((one) => one.id === user);
      if (!person) throw new SlackError('user_not_found');
      return { user: userObject(world, person, include_locale) };
    },
  }),

  'users.lookupByEmail': defineMethod({
    scopes: ['users:read.email'],
    tier: 3,
    args: z.object({ email: z.string() }),
    run({ email }, world) {
      const person = world.people.find((one) => one.email.toLowerCase() === email.toLowerCase() && !one.deleted);
      if (!person) throw new SlackError('users_not_found');
      return { user: userObject(world, person) };
    },
  }),

  'users.list': defineMethod({
    scopes: ['users:read'],
    tier: 2,
    args: z.object({ include_locale: flag, team_id: z.string().optional() }),
    run({ include_locale, team_id }, world) {
      // docs.slack.dev, users.list: with a token of a whole organisation, whose people?
      if (world.enterprise?.isInstalledForAll && !team_id) throw new SlackError('missing_argument');
      return {
        members: [...world.people.map((person) => userObject(world, person, include_locale)), botUser(world)],
        cache_ts: Math.floor(Date.now() / 1000),
        response_metadata: { next_cursor: '' },
      };
    },
  }),
};

function userObject(world: World, person: PersonOptions, withLocale = false): Answer {
  const { id, name, email, isAdmin, isOwner, isGuest, isUltraRestricted = false, deleted = false } = person;
  const { timeZone = 'Europe/Berlin', locale = 'en-US', teamId, isBot = false, isUnconfirmed = false } = person;
  const [first_name = name, ...rest] = name.split(' ');
  return {
    id,
    team_id: teamId ?? world.workspace.id,
    ...(teamId && { is_stranger: true }),
    name: handleOf(person),
    real_name: name,
    deleted,
    tz: timeZone,
    tz_offset: offsetSeconds(timeZone),
    is_admin: isAdmin || isOwner,
    is_owner: isOwner,
    is_primary_owner: false,
    is_restricted: isGuest || isUltraRestricted,
    is_ultra_restricted: isUltraRestricted,
    is_bot: isBot,
    is_app_user: false,
    is_email_confirmed: !isUnconfirmed,
    ...(world.enterprise && !teamId && { enterprise_user: enterpriseUser(world, person) }),
    ...(withLocale && { locale }),
    profile: {
      real_name: name,
      display_name: handleOf(person),
      first_name,
      last_name: rest.join(' '),
      team: world.workspace.id,
      ...(world.scopes.includes('users:read.email') && { email }),
    },
  };
}

/** docs.slack.dev, user object: in an organisation, what somebody is in all of it. */
function enterpriseUser({ workspace, enterprise }: World, { id, isOwner }: PersonOptions): Answer {
  return {
    id,
    enterprise_id: enterprise?.id,
    enterprise_name: enterprise?.name,
    is_admin: isOwner,
    is_owner: isOwner,
    is_primary_owner: false,
    teams: [workspace.id],
  };
}

function botUser({ bot, workspace }: World): Answer {
  const profile = {
    real_name: bot.name,
    display_name: bot.name,
    team: workspace.id,
    bot_id: bot.botId,
    api_app_id: bot.appId,
  };
  return {
    id: bot.userId,
    team_id: workspace.id,
    name: bot.name.toLowerCase(),
    real_name: bot.name,
    is_bot: true,
    deleted: false,
    profile,
  };
}

/** The zone's distance from UTC now, which Slack gives in seconds. */
function offsetSeconds(timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts().find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const seconds = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60;
  return sign === '-' ? -seconds : seconds;
}
