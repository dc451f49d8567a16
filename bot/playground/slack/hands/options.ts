import type { PlainTextOption } from '@slack/types';
import { askForOptions } from '../deliver/options.ts';
import { type Place, placesIn } from '../elements.ts';
import type { StoredView } from '../modals.ts';
import type { World } from '../world.ts';
import { offeredKey } from './choose.ts';
import { findPlace, viewFor } from './press.ts';

type Question = { person: string; view: StoredView; place: Place; typed: string };

export async function options(
  world: World,
  person: string,
  viewId: string,
  { actionId, typed }: { actionId: string; typed: string },
): Promise<{ label: string; value: string }[]> {
  const view = viewFor(world, person, viewId);
  const place = findPlace(placesIn(view.view.blocks), actionId);

  const found = await ask(world, { person, view, place, typed });
  return found.map(({ text, value = '' }) => ({ label: text.text, value }));
}

/** Before something is picked that no list has shown yet, the person opens the list. */
export async function fetchOptions(world: World, question: Question, wanted: string | string[]): Promise<void> {
  const offered = world.offered.get(offeredKey(question.view, question.place)) ?? [];
  const missing = [wanted].flat().some((value) => !offered.some((option) => option.value === value));
  if (missing) await ask(world, question);
}

/** docs.slack.dev, external select: the client asks from the third letter on, unless told otherwise. */
const usualQueryLength = 3;

async function ask(world: World, question: Question): Promise<PlainTextOption[]> {
  const { element } = question.place;
  const { min_query_length = usualQueryLength } = 'min_query_length' in element ? element : {};
  if (question.typed.length < min_query_length) return [];

  const key = offeredKey(question.view, question.place);
  const found = await askForOptions(world, question);
  const before = (world.offered.get(key) ?? []).filter((one) => !found.some((option) => option.value === one.value));
  world.offered.set(key, [...before, ...found]);
  return found;
}
