import type { ImportRef } from './import-ref.ts';

/** What an uploaded file is sealed as: it opens for its own import and for no other. */
export function sealedFileOf({ companyId, importId }: ImportRef): string {
  return `import-file/${companyId}/${importId}`;
}
