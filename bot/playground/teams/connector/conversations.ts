import { z } from 'zod';
import { problem, type Reply } from '../http/reply.ts';
import { personalOf, type World } from '../world.ts';

const Wanted = z.object({
  bot: z.object({ id: z.string() }),
  members: z.array(z.object({ id: z.string().min(1) })).length(1),
  isGroup: z.literal(false),
  tenantId: z.string(),
  channelData: z.object({ tenant: z.object({ id: z.string() }) }),
});

/** The conversation with somebody alone: there is one, and it is given again. */
export function open(world: World, body: unknown): Reply {
  const { data: wanted } = Wanted.safeParse(body);
  const [member] = wanted?.members ?? [];
  if (!wanted || !member) return problem(400, 'BadSyntax');
  if (wanted.bot.id !== `28:${world.bot.appId}`) return problem(403, 'BotMismatch');
  if (wanted.tenantId !== world.tenantId || wanted.channelData.tenant.id !== world.tenantId) {
    return problem(403, 'TenantMismatch');
  }
  const person = world.people.find(({ id, mri }) => member.id === mri || member.id === id);
  if (!person) return problem(400, 'BadArgument', 'Bad format of conversation ID');
  const { id, withoutBot } = personalOf(world, person);
  return withoutBot ? problem(403, 'BotNotInConversationRoster') : { status: 201, answer: { id } };
}
