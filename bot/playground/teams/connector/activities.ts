import { problem, type Reply } from '../http/reply.ts';
import { checkMessage } from '../validation/message.ts';
import { viewKey, type World } from '../world.ts';
import { isReply, placeOf } from './where.ts';

type Post = { conversation: string; body: unknown; isTargeted: boolean };

export function post(world: World, { conversation, body, isTargeted }: Post): Reply {
  const at = placeOf(world, conversation);
  if (isReply(at)) return at;
  const isPersonal = at.conversation.kind === 'personal';
  const checked = checkMessage(world, body, isPersonal);
  if (!checked.ok) return refused(world, `POST ${conversation}`, checked);

  const { recipient, ...content } = checked.content;
  if (isTargeted && !recipient) return problem(400, 'BadArgument', 'A targeted message needs a recipient');
  if (isTargeted && isPersonal) return problem(400, 'BadArgument', 'Targeted messages are for channels and groups');
  const only = isTargeted ? world.people.find(({ mri }) => mri === recipient) : undefined;
  if (isTargeted && !only) return problem(404, 'BotNotInConversationRoster');
  const id = world.clock.next();
  const where = {
    conversation: at.conversation.id,
    ...(at.root && { root: at.root }),
    ...(only && { onlyFor: only.id }),
  };
  world.messages.set(id, { id, from: 'bot', edited: false, ...where, ...content });
  world.changed();
  return { status: 201, answer: { id } };
}

type Put = { conversation: string; id: string; body: unknown };

export function put(world: World, { conversation, id, body }: Put): Reply {
  const at = placeOf(world, conversation);
  if (isReply(at)) return at;
  const message = world.messages.get(id);
  if (message?.conversation !== at.conversation.id) return problem(404, 'ActivityNotFoundInConversation');
  if (message.from !== 'bot') return problem(403, 'NotAllowed');
  const checked = checkMessage(world, body, at.conversation.kind === 'personal');
  if (!checked.ok) return refused(world, `PUT ${conversation}`, checked);

  const { recipient: _nobody, ...content } = checked.content;
  const { id: _same, conversation: there, root, from, channelData, onlyFor } = message;
  world.messages.set(id, {
    ...{ id, conversation: there, from, edited: true, ...(root && { root }), ...(onlyFor && { onlyFor }) },
    ...{ ...(channelData && { channelData }), ...content },
  });
  // What has shown itself anew to somebody does so again.
  for (const { id: person } of world.people) world.views.delete(viewKey(person, id));
  world.changed();
  return { status: 200, answer: { id } };
}

export function remove(world: World, { conversation, id }: { conversation: string; id: string }): Reply {
  const at = placeOf(world, conversation);
  if (isReply(at)) return at;
  if (world.messages.get(id)?.from !== 'bot') return problem(404, 'ActivityNotFoundInConversation');
  world.messages.delete(id);
  world.changed();
  return { status: 200, answer: {} };
}

type Refused = { status: number; code: string; messages: string[] };

function refused({ log }: World, where: string, { status, code, messages }: Refused): Reply {
  log.violations.push({ where, messages });
  return problem(status, code, messages.join('; '));
}
