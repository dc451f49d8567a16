import type { World } from '../world.ts';

type Entity = { type: 'mention'; text: string; mentioned: { id: string; name: string } };

/** "@Muster grant @Adam Approver …" as Teams writes it: each mention in tags, and told of beside the text. */
export function typedText({ bot, people }: World, text: string): { text: string; entities: Entity[] } {
  const all = [{ id: `28:${bot.appId}`, name: bot.name }, ...people.map(({ mri, name }) => ({ id: mri, name }))];
  const found = all
    .flatMap((mentioned) => placesOf(text, `@${mentioned.name}`).map((at) => ({ at, mentioned })))
    .sort((a, b) => a.at - b.at);
  const entities = found.map(({ mentioned }) => ({
    type: 'mention' as const,
    text: `<at>${mentioned.name}</at>`,
    mentioned,
  }));
  const written = all.reduce((words, { name }) => words.replaceAll(`@${name}`, `<at>${name}</at>`), text);
  return { text: written, entities };
}

function placesOf(text: string, words: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) places.push(at);
  return places;
}
