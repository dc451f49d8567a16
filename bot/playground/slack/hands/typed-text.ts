import { handleOf, type World } from '../world.ts';

/** Stands for a finished link while the rest is escaped; nobody can type it (Unicode private use). */
const mark = '\ue000';

type Named = { name: string; link: string };

/**
 * Turns what a person types into Slack's text: & < > escaped, names into mentions, addresses into links.
 * Commands get the names beside the ids (`should_escape` in the manifest), messages only the ids.
 */
export function typedText(world: World, text: string, kind: 'command' | 'message'): string {
  const links: string[] = [];
  const keep = (link: string) => `${mark}${links.push(link) - 1}${mark}`;

  const names = named(world, kind);
  let done = text.replace(/<([@#!][\w^]+)(?:\|[^>]*)?>/g, (typed, id: string) => {
    const known = names.find(({ link }) => link.startsWith(`<${id}|`) || link === `<${id}>`);
    return known ? keep(known.link) : typed;
  });
  for (const { name, link } of names) done = done.replace(mention(name), () => keep(link));
  done = done.replace(/\bhttps?:\/\/[^\s<>]+/g, (url) => keep(`<${escaped(url)}>`));
  done = done.replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, (address) => keep(`<mailto:${address}|${address}>`));

  return escaped(done).replace(
    new RegExp(`${mark}(\\d+)${mark}`, 'g'),
    (_place, index: string) => links[Number(index)] ?? '',
  );
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Longer names first, so that "@Ann Lee" is not taken for "@Ann". */
function named(world: World, kind: 'command' | 'message'): Named[] {
  const label = (name: string) => (kind === 'command' ? `|${name}` : '');
  const people = world.people.flatMap((person) => {
    const handle = handleOf(person);
    return [person.name, handle].map((name) => ({ name: `@${name}`, link: `<@${person.id}${label(handle)}>` }));
  });
  const { userId, name } = world.bot;
  const bot = { name: `@${name}`, link: `<@${userId}${label(name.toLowerCase())}>` };
  const groups = world.userGroups.map((group) => ({
    name: `@${group.handle}`,
    link: `<!subteam^${group.id}${label(`@${group.handle}`)}>`,
  }));
  const channels = world.channels.map((channel) => ({
    name: `#${channel.name}`,
    link: `<#${channel.id}|${channel.name}>`,
  }));

  return [...people, bot, ...groups, ...channels].sort((one, other) => other.name.length - one.name.length);
}

function mention(name: string): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w.<])${literal}(?![\\w]|[.-]\\w)`, 'gi');
}
