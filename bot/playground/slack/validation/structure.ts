import { readFileSync } from 'node:fs';
import type { HomeView, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type Finding, finding } from './finding.ts';

const schema: object = JSON.parse(readFileSync(new URL('./block-kit.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv({ allErrors: true, strict: false, allowUnionTypes: true }).addSchema(schema, 'block-kit');

const validateBlocks = ajv.compile<KnownBlock[]>({
  type: 'array',
  items: { $ref: 'block-kit#/definitions/KnownBlock' },
});
const validateModal = ajv.compile<ModalView>({ $ref: 'block-kit#/definitions/ModalView' });
const validateHome = ajv.compile<HomeView>({ $ref: 'block-kit#/definitions/HomeView' });
const validateOptions = ajv.compile<PlainTextOption[]>({
  type: 'array',
  items: { $ref: 'block-kit#/definitions/PlainTextOption' },
});

export type Checked<Value> = { ok: true; value: Value } | { ok: false; findings: Finding[] };

/** Are these blocks as @slack/types has them: known types, known fields, nothing missing? */
export const blocksStructure = (value: unknown): Checked<KnownBlock[]> => structure(validateBlocks, value);
export const optionsStructure = (value: unknown): Checked<PlainTextOption[]> => structure(validateOptions, value);

export function viewStructure(value: unknown): Checked<(ModalView | HomeView) & { blocks: KnownBlock[] }> {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  const view = type === 'home' ? structure(validateHome, value) : structure(validateModal, value);
  if (!view.ok) return view;

  // The types leave a view's blocks open; the schema has closed them, this only tells the compiler.
  const blocks = blocksStructure(view.value.blocks);
  return blocks.ok ? { ok: true, value: { ...view.value, blocks: blocks.value } } : blocks;
}

function structure<Value>(validate: ValidateFunction<Value>, value: unknown): Checked<Value> {
  if (validate(value)) return { ok: true, value };
  return { ok: false, findings: meaningful(validate.errors ?? []) };
}

/**
 * A block is checked against every kind of block, so most errors only say that it is not of another kind.
 * What counts is the branch whose `type` fits; where none does, the type itself is what is wrong.
 */
function meaningful(errors: ErrorObject[]): Finding[] {
  const otherKinds = errors.filter((error) => error.keyword === 'const' && error.instancePath.endsWith('/type'));
  const kept = errors.filter(
    (error) => error.keyword !== 'anyOf' && !otherKinds.some((other) => sameBranch(other, error)),
  );
  const findings = kept.map(words);

  const unexplained = errors.filter(
    (error) => error.keyword === 'anyOf' && !kept.some((one) => one.instancePath.startsWith(error.instancePath)),
  );
  for (const { instancePath } of unexplained) findings.push(finding(`${instancePath}/type`, 'unsupported type'));
  return findings;
}

function sameBranch(other: ErrorObject, error: ErrorObject): boolean {
  const place = other.instancePath.slice(0, -'/type'.length);
  const branch = other.schemaPath.slice(0, -'/properties/type/const'.length);
  return error.instancePath.startsWith(place) && error.schemaPath.startsWith(`${branch}/`);
}

function words({ instancePath, keyword, params, message = 'invalid' }: ErrorObject): Finding {
  if (keyword === 'required') return finding(instancePath, `missing required field: ${params['missingProperty']}`);
  if (keyword === 'additionalProperties') {
    return finding(instancePath, `invalid additional property: ${params['additionalProperty']}`);
  }
  if (keyword === 'type') return finding(instancePath, `must provide a ${params['type']}`);
  if (keyword === 'enum') return finding(instancePath, `must be a valid enum value: ${params['allowedValues']}`);
  return finding(instancePath, message);
}
