import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ACT_BODY_LIMIT } from './act.ts';
import type { PageNeeds, TeamsSide } from './needs.ts';
import { attachment, missing } from './reply.ts';
import { look } from './state.ts';
import { performInTeams, TeamsAct } from './teams-act.ts';

type Hung = { needs: PageNeeds; teams: TeamsSide; number: (seen: string) => string };

const WithId = z.object({ id: z.string() });
const WithPerson = z.object({ person: z.string() });

/** What people do and fetch in Teams. */
export function hangTeams(app: FastifyInstance, { needs, teams, number }: Hung): void {
  app.post('/playground/teams/act', { bodyLimit: ACT_BODY_LIMIT }, async (request, reply) => {
    const act = TeamsAct.safeParse(request.body);
    if (!act.success) return reply.code(400).send({ error: z.prettifyError(act.error) });
    const person = whoIs(act.data.person);
    if (!person) return missing(reply, 'Nobody here has that id.');

    await teams.begin();
    const options = await performInTeams(teams.hands, person, act.data);
    const seen = look(needs, act.data.person, 'teams');
    const state = seen ? number(JSON.stringify(seen)) : 'null';
    return reply
      .type('application/json; charset=utf-8')
      .send(`{"state":${state},"options":${JSON.stringify(options)}}`);
  });

  app.get('/playground/teams/files/:id', async (request, reply) => {
    const person = whoIs(WithPerson.parse(request.query).person);
    const file = person && teams.file(WithId.parse(request.params).id, person);
    if (!file) return missing(reply, 'There is no such file, or this person may not see it.');
    return attachment(reply, file.name).send(Buffer.from(file.content));
  });

  function whoIs(id: string): string | undefined {
    const seen = look(needs, id);
    return seen && teams.personAt(seen.snapshot.me.email);
  }
}
