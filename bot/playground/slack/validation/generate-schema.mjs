// Writes block-kit.schema.json from the installed @slack/types:
//   node bot/playground/slack/validation/generate-schema.mjs
// Run it after an update of @slack/types; a test compares the file with a fresh one.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
export const schemaFile = fileURLToPath(new URL('./block-kit.schema.json', import.meta.url));

export function generateSchema() {
  const generator = createGenerator({
    path: `${root}node_modules/@slack/types/dist/index.d.ts`,
    tsconfig: `${root}tsconfig.json`,
    skipTypeCheck: true,
    additionalProperties: false,
    // The words for people would make the file ten times as large.
    jsDoc: 'none',
  });
  const definitions = Object.assign(
    {},
    ...['KnownBlock', 'ModalView', 'HomeView'].map((type) => generator.createSchema(type).definitions),
  );
  // A view's blocks are typed as "known, or anything with a type"; Slack takes known ones only.
  definitions.AnyBlock = { $ref: '#/definitions/KnownBlock' };
  const inOrder = Object.keys(definitions).sort();

  return {
    $comment: 'Generated from @slack/types by generate-schema.mjs; not for editing.',
    definitions: Object.fromEntries(inOrder.map((name) => [name, definitions[name]])),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(schemaFile, JSON.stringify(generateSchema()));
  execFileSync('npx', ['biome', 'format', '--write', schemaFile], { cwd: root, stdio: 'inherit' });
}
