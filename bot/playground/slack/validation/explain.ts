import { z } from 'zod';
import { type Finding, finding } from './finding.ts';
import { isRecord } from './measure.ts';

/** The part of JSON Schema that the generated schema uses. */
type Node = {
  $ref?: string | undefined;
  anyOf?: Node[] | undefined;
  type?: string | string[] | undefined;
  const?: unknown;
  enum?: unknown[] | undefined;
  properties?: Record<string, Node> | undefined;
  required?: string[] | undefined;
  additionalProperties?: unknown;
  items?: Node | Node[] | undefined;
};

const node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    anyOf: z.array(node).optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    const: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    properties: z.record(z.string(), node).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.unknown().optional(),
    items: z.union([node, z.array(node)]).optional(),
  }),
);
const definitionsOf = z.object({ definitions: z.record(z.string(), node) });

export type Explain = (value: unknown, definition: string, at?: string) => Finding[];

/**
 * Says what is wrong with something that ajv has refused. Ajv tries each kind of block and reports the mistakes of
 * all of them; Slack speaks only of the kind that `type` names.
 */
export function makeExplain(schema: unknown): Explain {
  const { definitions } = definitionsOf.parse(schema);
  const resolve = ({ $ref, ...own }: Node): Node =>
    $ref === undefined ? own : resolve(definitions[decodeURIComponent($ref.replace('#/definitions/', ''))] ?? {});

  function explain(value: unknown, unresolved: Node, at: string): Finding[] {
    const wanted = resolve(unresolved);
    if (wanted.anyOf) return explainChoice(value, branches(wanted), at);
    if (wanted.type === 'object') return explainObject(value, wanted, at);
    if (wanted.type === 'array') return explainList(value, wanted, at);
    return explainPlain(value, wanted, at);
  }

  function branches(choice: Node): Node[] {
    return (choice.anyOf ?? []).map(resolve).flatMap((one) => (one.anyOf ? branches(one) : [one]));
  }

  function explainChoice(value: unknown, choices: Node[], at: string): Finding[] {
    const found = choices.filter((one) => fits(value, one)).map((one) => explain(value, one, at));
    if (found.length > 0) return found.reduce((fewest, one) => (one.length < fewest.length ? one : fewest));
    return [isRecord(value) ? finding(`${at}/type`, 'unsupported type') : finding(at, 'invalid value')];
  }

  /** Is this the kind that the value's `type` names? What has no `type` may be of any kind. */
  function fits(value: unknown, { properties = {}, type }: Node): boolean {
    if (!isRecord(value)) return type === typeof value;
    const named = properties['type'] && resolve(properties['type']).const;
    return named === undefined || value['type'] === named;
  }

  function explainObject(
    value: unknown,
    { properties = {}, required = [], additionalProperties }: Node,
    at: string,
  ): Finding[] {
    if (!isRecord(value)) return [finding(at, 'must provide an object')];
    const missing = required.filter((key) => value[key] === undefined);
    const strange = additionalProperties === false ? Object.keys(value).filter((key) => !(key in properties)) : [];
    return [
      ...missing.map((key) => finding(at, `missing required field: ${key}`)),
      ...strange.map((key) => finding(at, `invalid additional property: ${key}`)),
      ...Object.entries(properties).flatMap(([key, part]) =>
        value[key] === undefined ? [] : explain(value[key], part, `${at}/${key}`),
      ),
    ];
  }

  function explainList(value: unknown, { items = {} }: Node, at: string): Finding[] {
    if (!Array.isArray(value)) return [finding(at, 'must provide an array')];
    return value.flatMap((item, index) => explain(item, [items].flat()[0] ?? {}, `${at}/${index}`));
  }

  return (value, definition, at = '') => explain(value, { $ref: `#/definitions/${definition}` }, at);
}

function explainPlain(value: unknown, wanted: Node, at: string): Finding[] {
  if (wanted.const !== undefined && value !== wanted.const)
    return [finding(at, `must be ${JSON.stringify(wanted.const)}`)];
  if (wanted.enum && !wanted.enum.includes(value))
    return [finding(at, `must be a valid enum value: ${wanted.enum.join(',')}`)];
  const types = wanted.type === undefined ? [] : [wanted.type].flat();
  return types.length === 0 || types.includes(typeof value)
    ? []
    : [finding(at, `must provide a ${types.join(' or ')}`)];
}
