import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { judgement } from '#core/sending/judgement.ts';
import { PLANS } from '#core/sending/open.ts';
import { CLAIM, GATE, KEEP_TOKENS, PUT_OFF, QUIET_HOURS, RESULT } from '#core/sending/statements.ts';
import { aPendingRun, aShare, set } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
let client: pg.Client;

beforeAll(async () => {
  world = await makeWorld();
  await set(world, 'run.max-records', '1000000');
  await set(world, 'approval.policy', 'none');
  await aPendingRun(world, 20_000);
  await aShare(world);
  client = new pg.Client({ connectionString: world.databaseUrl });
  await client.connect();
  await client.query(PLANS);
});
afterAll(async () => {
  await client.end();
  await world.close();
});

const judged = judgement({ companyId: uuid(), runId: uuid(), claim: uuid(), fence: 1n, slot: 1 }, []);

const statements = {
  claim: {
    text: CLAIM,
    types: 'uuid, uuid, bigint, uuid, int, int, int',
    values: `'${uuid()}', '${uuid()}', 1, '${uuid()}', 0, 500, 24`,
  },
  quiet: { text: QUIET_HOURS, types: 'uuid', values: `'${uuid()}'` },
  put_off: {
    text: PUT_OFF,
    types: 'uuid, uuid, uuid[], timestamptz[]',
    values: `'${uuid()}', '${uuid()}', '{}', '{}'`,
  },
  tokens: {
    text: KEEP_TOKENS,
    types: 'uuid, text[], uuid[], int[], timestamptz',
    values: `'${uuid()}', '{}', '{}', '{}', now()`,
  },
  judge: {
    text: judged.text,
    types: judged.values.map((value) => (Array.isArray(value) ? 'uuid[]' : 'uuid')).join(', '),
    values: judged.values.map((value) => (Array.isArray(value) ? `'{}'` : `'${uuid()}'`)).join(', '),
  },
  gate: {
    text: GATE,
    types: 'uuid, uuid, bigint, uuid, uuid[]',
    values: `'${uuid()}', '${uuid()}', 1, '${uuid()}', '{}'`,
  },
  result: {
    text: RESULT,
    types: 'uuid, uuid, uuid[], text[], text[], text[], text[], int[], int[]',
    values: `'${uuid()}', '${uuid()}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'`,
  },
};

function uuid(): string {
  return '00000000-0000-4000-8000-000000000000';
}

type Node = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Plans?: Node[];
};

async function planOf(name: keyof typeof statements): Promise<Node[]> {
  const { text, types, values } = statements[name];
  await client.query(`PREPARE ${name} (${types}) AS ${text}`);
  const { rows } = await client.query(`EXPLAIN (FORMAT json) EXECUTE ${name}(${values})`);
  await client.query(`DEALLOCATE ${name}`);
  return nodes(rows[0]['QUERY PLAN'][0].Plan);
}

const nodes = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodes)];

const told = (plan: Node[]) =>
  plan
    .filter((node) => node['Relation Name'])
    .map((node) => `${node['Node Type']} ${node['Relation Name']} ${node['Index Name'] ?? ''}`);

// What grows with the list. The others have a row or two.
const LARGE = ['invitation', 'link_token', 'member'];

it.each(['as it is right after the list was saved', 'with what the planner has learned of the list'])(
  'finds each person by key, %s',
  async (when) => {
    if (when.startsWith('with')) await client.query('ANALYZE');

    const plans = [];
    for (const name of ['claim', 'quiet', 'put_off', 'judge', 'tokens', 'gate', 'result'] as const)
      plans.push(...(await planOf(name)));

    const scans = plans.filter(
      (node) => LARGE.includes(node['Relation Name'] ?? '') && node['Node Type'].endsWith('Scan'),
    );
    expect(scans.length).toBeGreaterThan(3);
    expect(told(scans.filter((node) => node['Node Type'] === 'Seq Scan'))).toEqual([]);
    expect(plans.filter((node) => ['Hash Join', 'Merge Join'].includes(node['Node Type']))).toEqual([]);
  },
);

it('claims in the order of the list, by the index of its positions', async () => {
  await client.query('ANALYZE');

  const plan = await planOf('claim');

  expect(told(plan)).toContain('Index Scan invitation invitation_company_id_run_id_position_key');
  expect(plan.find(({ 'Index Name': index }) => index?.endsWith('position_key'))?.['Index Cond']).toMatch(
    /position" > .*position" <= /,
  );
});
