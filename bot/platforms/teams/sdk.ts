import type { Activity as ToldActivity, TurnContext } from 'botbuilder';
import { Activity } from './activity.ts';

/** What an invoke is answered with. Never an empty body: Teams would take it for a failure and ask again. */
export type Answer = { status: number; body: object };

/** What listens behind the door. Nothing of the SDK gets any farther. */
export type Ears = {
  message(activity: Activity): Promise<void>;
  change(activity: Activity): Promise<void>;
  invoke(activity: Activity): Promise<Answer>;
};

/** Everything that we use the SDK for: it says whether it was Teams who sent this, and sorts what comes in. */
export type Door = {
  /** The answer to an invoke. Throws NotTeamsError where the token is not one that Teams gave for this activity. */
  admit(authorization: string, activity: Activity): Promise<Answer | undefined>;
};

/** Whoever sent it is told nothing but that. */
export class NotTeamsError extends Error {
  override readonly name = 'NotTeamsError';
}

/** Nobody can say whether it was Teams: its keys are not to be had. */
export class KeysAwayError extends Error {
  override readonly name = 'KeysAwayError';
}

type Keys = { appId: string; tenantId: string; openIdUrl?: string | undefined };

const CONNECTOR = 'https://api.botframework.com';
const METADATA = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

/** Loads the SDK, which is slow and large: only where Teams is configured. */
export async function openDoor({ appId, tenantId, openIdUrl = METADATA }: Keys, ears: Ears): Promise<Door> {
  const { Application, TeamsAdapter } = await import('@microsoft/teams-ai');

  class Adapter extends TeamsAdapter {
    /** In place of `process`, which lets some of what it refuses end the process and answers some with 500. */
    admit(authorization: string, activity: ToldActivity, run: (context: TurnContext) => Promise<void>) {
      return this.processActivity(authorization, activity, run);
    }
  }
  // To set one of these is to switch off what all others are by themselves.
  const settings = {
    MicrosoftAppId: appId,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: tenantId,
    ValidateAuthority: 'false',
    ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${tenantId}`,
    ToChannelFromBotOAuthScope: CONNECTOR,
    ToBotFromChannelTokenIssuer: CONNECTOR,
    OAuthUrl: CONNECTOR,
    ToBotFromChannelOpenIdMetadataUrl: openIdUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdUrl,
    CallerId: 'urn:botframework:azure',
  };
  const adapter = new Adapter(settings, speechless(appId), {
    requiredEndorsements: [],
    validateClaims: onlyTheConnector,
  });

  // Its typing timer is one for all conversations, its state loses what happens at once, and it downloads with our token.
  const app = new Application({ adapter, botAppId: appId, startTypingTimer: false, removeRecipientMention: false });
  app.activity('message', (context) => ears.message(Activity.parse(context.activity)));
  app.activity(['conversationUpdate', 'installationUpdate'], (context) =>
    ears.change(Activity.parse(context.activity)),
  );
  // Its own route for card actions would show everybody what was meant for one.
  app.addRoute(
    async ({ activity }) => activity.type === 'invoke',
    async (context) => {
      const value = await ears.invoke(Activity.parse(context.activity));
      await context.sendActivity({ type: 'invokeResponse', value });
    },
    true,
  );

  return {
    async admit(authorization, activity) {
      let isIn = false;
      // The SDK asks for fields that Teams leaves out, and reads only what the token is about.
      const told = { ...activity } as unknown as ToldActivity;
      try {
        const answer = await adapter.admit(authorization, told, async (context) => {
          isIn = true;
          await app.run(context);
        });
        return answer && { status: answer.status, body: answer.body ?? {} };
      } catch (error) {
        throw isIn ? error : whyNot(error);
      }
    },
  };
}

type Claim = { type: string; value: string };

/** What others may sign as well, such as another bot, is not from Teams. */
async function onlyTheConnector(claims: Claim[]): Promise<void> {
  const isConnector = claims.some(({ type, value }) => type === 'iss' && value === CONNECTOR);
  const names = claims.filter(({ type }) => type === 'serviceurl' || type === 'serviceUrl');
  if (!isConnector || names.length === 0) throw new NotTeamsError('Somebody else has signed this');
}

/** Nothing goes out through the SDK: it would repeat a post of which nobody knows whether it has arrived. */
const speechless = (appId: string) => ({
  isValidAppId: async (id: string) => id === appId,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({
    signRequest: (): never => {
      throw new Error('The SDK may not speak');
    },
  }),
});

/** The SDK says 500 where it could not fetch the keys; whatever else it does not let in is refused. */
function whyNot(error: unknown): Error {
  const isAway = error instanceof Error && (/Failed to load/.test(error.message) || 'errno' in error);
  return isAway
    ? new KeysAwayError('The keys of Teams are not to be had', { cause: error })
    : new NotTeamsError('Not from Teams', { cause: error });
}
