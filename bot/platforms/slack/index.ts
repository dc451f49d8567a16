import { foundCompany } from '#core/directory/found-company.ts';
import { getToKnow } from '#core/directory/recognise.ts';
import type { Log } from '#core/process/log.ts';
import type { ChatPlatform, PlatformNeeds } from '../define.ts';
import { hangOn, openBolt } from './bolt.ts';
import { openClients } from './clients.ts';
import type { SlackConfig } from './config.ts';
import { direct } from './direct.ts';
import { makeFiles } from './files.ts';
import { find } from './find.ts';
import { hearButtons } from './hear/buttons.ts';
import { hearCommands } from './hear/commands.ts';
import type { HearContext } from './hear/context.ts';
import { hearForms } from './hear/forms.ts';
import { hearMessages } from './hear/messages.ts';
import { onlyFrom } from './hear/own-workspace.ts';
import { hearPickers } from './hear/pickers.ts';
import { countInFlight } from './in-flight.ts';
import { introduce } from './introduce.ts';
import { makePeople } from './people.ts';
import { remove, rewrite, say } from './say.ts';

/** The adapter for one workspace. Whether Slack takes the token shows at its start. */
export const makeSlack =
  (config: SlackConfig) =>
  ({ db, app: server, log, ownerEmail }: PlatformNeeds): ChatPlatform => {
    const { answers, errands } = openClients(config, log);
    const { app, receiver } = openBolt(config, log);
    const files = makeFiles(errands, config);
    const inFlight = countInFlight(app);
    let open = false;
    hangOn(server, receiver, () => open);

    return {
      id: 'slack',

      async start(hear, suggest) {
        const { workspaceId, team, botUserId } = await introduce(answers, log);
        await foundCompany({ db }, { platform: 'slack', externalId: workspaceId, name: team }, ownerEmail);
        const people = makePeople(answers, workspaceId);
        await getToKnow({ db }, await people.admins().catch(unknown(log)));

        const context: HearContext = { workspaceId, botUserId, client: answers, people, hear, suggest, log };
        app.use(onlyFrom(workspaceId, log));
        for (const listen of [hearCommands, hearButtons, hearForms, hearPickers, hearMessages]) listen(app, context);
        await app.init();
        open = true;
      },

      say: (place, reply, mark) => say(errands, place, reply, mark),
      find: (place, mark, since) => find(errands, place, mark, since),
      rewrite: (place, ts, reply) => rewrite(errands, place, ts, reply),
      remove: (place, ts) => remove(errands, place, ts),
      direct: (userId) => direct(errands, userId),
      fetch: files.fetch,
      stop: inFlight.idle,
    };
  };

/** Without the list of people nobody is lost: each is known once they have done something. */
const unknown = (log: Log) => (error: unknown) => {
  log.warn({ error }, 'Slack does not tell who its administrators are');
  return [];
};
