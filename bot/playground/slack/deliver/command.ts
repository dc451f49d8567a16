import type { Conversation } from '../conversations.ts';
import { SlackError } from '../web-api/method.ts';
import { complain, handleOf, personOf, type World } from '../world.ts';
import { responseMessage, showResponse } from './response.ts';
import { sendForm } from './send.ts';

export type Command = { person: string; conversation: Conversation; command: string; text: string };

/** Delivers a slash command; what the acknowledgement says is shown. */
export async function deliverCommand(world: World, { person, conversation, command, text }: Command): Promise<void> {
  const to = { person, channel: conversation.id };
  const ack = await sendForm(world, {
    token: 'unused',
    team_id: world.workspace.id,
    team_domain: world.domain,
    channel_id: conversation.id,
    channel_name: conversation.name,
    user_id: person,
    user_name: handleOf(personOf(world, person)),
    command,
    text,
    api_app_id: world.bot.appId,
    is_enterprise_install: String(world.enterprise?.isInstalledForAll === true),
    ...(world.enterprise && { enterprise_id: world.enterprise.id, enterprise_name: world.enterprise.name }),
    response_url: world.responseUrls.issue(to),
    trigger_id: world.triggers.issue(person),
  });

  if (!ack.ok) return complain(world, person, `${command} failed with the error "${ack.error}"`);
  const said = spoken(ack.body);
  if (!said) return;

  try {
    showResponse(world, `ack of ${command}`, to, said);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    complain(world, person, `${command} failed with the error "${error.code}"`);
  }
}

/** An acknowledgement may be empty, plain text or JSON. */
function spoken(body: string): ReturnType<typeof responseMessage.parse> | undefined {
  if (body === '') return undefined;
  try {
    return responseMessage.parse(JSON.parse(body));
  } catch {
    return { text: body };
  }
}
