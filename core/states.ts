/** The states as the database keeps them; prisma/schema.prisma holds the lists. */
export type { ImportState, InvitationState, LinkState, RowState, RunState } from '#prisma/generated/enums.ts';
