import { readFileSync } from 'node:fs';
import type { HomeView, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { Ajv, type ValidateFunction } from 'ajv';
import { makeExplain } from './explain.ts';
import { type Finding, finding } from './finding.ts';
import { isRecord } from './measure.ts';

const schema: object = JSON.parse(readFileSync(new URL('./block-kit.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: false }).addSchema(schema, 'block-kit');
const explain = makeExplain(schema);
const validatorOf = <Value>(definition: string) => ajv.compile<Value>({ $ref: `block-kit#/definitions/${definition}` });

const isBlock = validatorOf<KnownBlock>('KnownBlock');
const isModal = validatorOf<ModalView>('ModalView');
const isHome = validatorOf<HomeView>('HomeView');
const isOption = validatorOf<PlainTextOption>('PlainTextOption');

export type Checked<Value> = { ok: true; value: Value } | { ok: false; findings: Finding[] };

/** Are these blocks as @slack/types has them: known types, known fields, nothing missing? */
export const blocksStructure = (value: unknown, at = ''): Checked<KnownBlock[]> =>
  list(value, isBlock, 'KnownBlock', at);
export const optionsStructure = (value: unknown): Checked<PlainTextOption[]> =>
  list(value, isOption, 'PlainTextOption', '');

export function viewStructure(value: unknown): Checked<(ModalView | HomeView) & { blocks: KnownBlock[] }> {
  const view =
    isRecord(value) && value['type'] === 'home'
      ? single(value, isHome, 'HomeView')
      : single(value, isModal, 'ModalView');
  if (!view.ok) return view;

  // The types leave a view's blocks open; the schema has closed them, so that this only tells the compiler.
  const blocks = blocksStructure(view.value.blocks, '/blocks');
  return blocks.ok ? { ok: true, value: { ...view.value, blocks: blocks.value } } : blocks;
}

function list<Value>(value: unknown, is: ValidateFunction<Value>, definition: string, at: string): Checked<Value[]> {
  if (!Array.isArray(value)) return { ok: false, findings: [finding(at, 'must provide an array')] };

  const values: Value[] = [];
  const findings: Finding[] = [];
  for (const [index, one] of value.entries()) {
    const checked = single(one, is, definition, `${at}/${index}`);
    if (checked.ok) values.push(checked.value);
    else findings.push(...checked.findings);
  }
  return findings.length === 0 ? { ok: true, value: values } : { ok: false, findings };
}

function single<Value>(value: unknown, is: ValidateFunction<Value>, definition: string, at = ''): Checked<Value> {
  if (is(value)) return { ok: true, value };

  const [first] = is.errors ?? [];
  const fallback = finding(`${at}${first?.instancePath ?? ''}`, first?.message ?? 'invalid');
  const findings = explain(value, definition, at);
  return { ok: false, findings: findings.length > 0 ? findings : [fallback] };
}
