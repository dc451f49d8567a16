import { z } from 'zod';
import type { Answered } from '../log.ts';
import { tellPerson, type World } from '../world.ts';
import { tell } from './send.ts';

// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards: whoever waits longer sees an error.
const LATEST_MS = 5_000;

const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});

/**
 * Asks the bot for something that a person waits for. Undefined, and a complaint on their screen, where the answer is late, empty
 * or not of this shape: then Teams asks once more, as another activity.
 */
export async function invoke<Shape extends z.ZodType>(
  world: World,
  activity: Record<string, unknown> & { person: string },
  shape: Shape,
): Promise<z.output<Shape> | undefined> {
  const { person, ...told } = activity;
  const first = await tell(world, told);
  const read = readAnswer(first, shape);
  if (read.success) return read.data;

  world.log.violations.push({
    where: first.what,
    messages: [`${first.status} in ${first.ms} ms: ${first.body.slice(0, 300)}`],
  });
  tellPerson(world.complaints, person, 'Unable to reach app. Please try again.');
  await tell(world, { ...told, id: `${String(told['id'])}.again` });
  return undefined;
}

function readAnswer<Shape extends z.ZodType>({ status, body, ms }: Answered, shape: Shape) {
  const isInTime = status === 200 && ms <= LATEST_MS;
  return json.pipe(shape).safeParse(isInTime ? body : '');
}
