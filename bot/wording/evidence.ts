/** What stands in the evidence of a run for whoever has to check it, and may never have seen Muster. */
export const evidenceReadme = `Evidence of one run of Muster

run.json           what the run was: who asked, who approved, when, the file that its list came from (SHA-256 of
                   the upload), for which time it was confirmed ("sendAt"), the forecast that was shown before, and what came of it; "rehearsal": true where
                   every mail went to one inbox, so that nobody on the list was invited
rows.csv           the frozen list, person by person: what was to become of them, and what did
mails.csv          mails: Message-ID, what the mail server said, when
links.csv          how far people are who got a private link, at the moment when this was made
audit.csv          who did what with the run and its import, with the hashes that chain it
manifest.json      the SHA-256 of each of these files, and the last hash of the company's audit trail
manifest.json.sig  signature of manifest.json (Ed25519)
public-key.pem     what the signature is checked with

Times are UTC, states and reasons stand in Muster's own words for them, what is not known is empty. A cell that a
spreadsheet could take for a formula begins with a ' that does not belong to it.

1. Is it from that Muster? The key in public-key.pem must be the one that "about" shows there.
2. Is the manifest as it was signed? With OpenSSL 3:
     openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in manifest.json -sigfile manifest.json.sig
3. Are the files those of the manifest?
     jq -r '.files[] | .sha256 + "  " + .name' manifest.json | sha256sum --check
4. Are the entries of audit.csv those of the chain? For each row, the first twelve cells joined by line feeds, in UTF-8,
   have the SHA-256 that stands in the thirteenth. An export of the whole trail ("audit" in chat) has every entry, each
   with the hash of the one before it; "lastHash" of manifest.json stands in it too.
5. Is the list the one that was shown before? "listHash" of run.json is the SHA-256 of a line for each row of rows.csv,
   joined by line feeds: Row|Member|Email in small letters|Phone|Forecast|Forecast Reason, with - for an empty cell and
   without a ' before a cell. Where a number has changed before the start, rows.csv has the new one ("Differs From Preview").
   Where people were erased since, on request or because they were kept long enough, rows say "erased", and the list
   cannot be hashed again: audit.csv says when that was.
`;
