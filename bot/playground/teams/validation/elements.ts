import { z } from 'zod';

// https://adaptivecards.io/explorer: what version 1.5 has. Teams' own elements need a fallback for everybody else.
const elements = new Set([
  ...[
    'AdaptiveCard',
    'TextBlock',
    'Image',
    'Media',
    'MediaSource',
    'RichTextBlock',
    'TextRun',
    'ActionSet',
    'Container',
  ],
  ...['ColumnSet', 'Column', 'FactSet', 'Fact', 'ImageSet', 'Table', 'TableRow', 'TableCell', 'TableColumnDefinition'],
  ...['Input.Text', 'Input.Number', 'Input.Date', 'Input.Time', 'Input.Toggle', 'Input.ChoiceSet', 'Input.Choice'],
  ...['Action.OpenUrl', 'Action.Submit', 'Action.ShowCard', 'Action.ToggleVisibility', 'Action.Execute'],
  ...['Data.Query', 'BackgroundImage', 'Refresh', 'Authentication', 'mention', 'task/fetch'],
]);

// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search: Teams takes it in cards of 1.5.
const Query = z.object({
  type: z.literal('Data.Query'),
  dataset: z.enum(['lists', 'units', 'graph.microsoft.com/users']),
});

type Found = { card: unknown; findings: string[] };

/** The card as somebody sees it who knows 1.5 alone: each newer element as its fallback. And what has none. */
export function asOfVersion15(card: unknown): Found {
  const findings: string[] = [];
  return { card: walk(card, '', findings), findings };
}

function walk(value: unknown, at: string, findings: string[]): unknown {
  if (Array.isArray(value)) return value.map((item, index) => walk(item, `${at}/${index}`, findings));
  if (typeof value !== 'object' || value === null) return value;
  const type = 'type' in value ? value.type : undefined;
  if (typeof type === 'string' && !elements.has(type) && !at.endsWith('/data') && !/\/msteams\//.test(at)) {
    const fallback = 'fallback' in value ? value.fallback : undefined;
    if (typeof fallback === 'object' && fallback !== null) return walk(fallback, `${at}/fallback`, findings);
    findings.push(`${at}: ${type} is not of version 1.5 and has no fallback`);
  }
  if ('choices.data' in value) return walk(withoutQuery(value, at, findings), at, findings);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, `${at}/${key}`, findings)]));
}

/** What is offered while somebody types, as one choice that stands for it. */
function withoutQuery(
  { 'choices.data': query, ...input }: object & { 'choices.data': unknown },
  at: string,
  findings: string[],
) {
  if (!Query.safeParse(query).success) findings.push(`${at}: nobody answers for ${JSON.stringify(query)}`);
  const own: unknown[] = 'choices' in input && Array.isArray(input.choices) ? input.choices : [];
  return { ...input, choices: own.length > 0 ? own : [{ title: 'found', value: 'found' }] };
}
