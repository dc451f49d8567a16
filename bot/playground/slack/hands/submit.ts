import { deliverSubmission } from '../deliver/view.ts';
import { type Place, placesIn } from '../elements.ts';
import { addFile, fileInEvent } from '../files.ts';
import type { InputValue } from '../input-value.ts';
import { type StoredView, showErrors } from '../modals.ts';
import type { Upload } from '../types.ts';
import { complain, type World } from '../world.ts';
import { choose } from './choose.ts';
import { missingInputs, refusedFile } from './client-checks.ts';
import { fetchOptions } from './options.ts';
import { viewFor } from './press.ts';

export type Filled = { values: Record<string, string | string[]>; files: Record<string, Upload[]> };

export async function submit(world: World, person: string, viewId: string, filled: Filled): Promise<void> {
  const view = viewFor(world, person, viewId);
  const inputs = placesIn(view.view.blocks).filter((place) => place.block.type === 'input');
  refuseUnknown(inputs, filled);

  for (const place of inputs) {
    const refused = refusedFile(place.element, filled.files[place.blockId] ?? []);
    if (refused) return complain(world, person, refused);
  }
  for (const place of inputs) await fillIn(world, person, { view, place, filled });

  const errors = missingInputs(inputs, view.state);
  showErrors(world, person, view.id, errors);
  if (Object.keys(errors).length > 0) return;

  await deliverSubmission(world, person, view, responseUrls(world, person, inputs, view));
}

type Filling = { view: StoredView; place: Place; filled: Filled };

async function fillIn(world: World, person: string, { view, place, filled }: Filling): Promise<void> {
  const { blockId, actionId } = place;
  const value = await heldBy(world, person, { view, place, filled });
  if (value) view.state[blockId] = { ...view.state[blockId], [actionId]: value };
}

async function heldBy(world: World, person: string, { view, place, filled }: Filling): Promise<InputValue | undefined> {
  const { element, blockId } = place;
  const uploads = filled.files[blockId];
  if (element.type === 'file_input') {
    if (!uploads) return undefined;
    const files = uploads.map((upload) => fileInEvent(world, addFile(world, { user: person, upload })));
    return { type: element.type, files };
  }

  const chosen = filled.values[blockId];
  if (chosen === undefined) return undefined;
  if (element.type.endsWith('external_select')) await fetchOptions(world, { person, view, place, typed: '' }, chosen);
  const picked = [chosen].flat().filter((one) => one !== '');
  return choose(world, person, { place, chosen: picked, view });
}

function refuseUnknown(inputs: Place[], { values, files }: Filled): void {
  const unknown = [...Object.keys(values), ...Object.keys(files)].filter(
    (blockId) => !inputs.some((place) => place.blockId === blockId),
  );
  if (unknown.length > 0) throw new Error(`The dialog has no input block ${unknown.join(', ')}`);
}

/** A select that asks for it gets an address that answers into the chosen conversation. */
function responseUrls(world: World, person: string, inputs: Place[], { state }: StoredView) {
  return inputs.flatMap(({ element, blockId, actionId }) => {
    const value = state[blockId]?.[actionId];
    const channel = value?.selected_conversation ?? value?.selected_channel;
    if (!channel || !('response_url_enabled' in element) || !element.response_url_enabled) return [];
    const response_url = world.responseUrls.issue({ person, channel });
    return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url }];
  });
}
