const names: Record<string, string> = { slack: 'Slack', teams: 'Teams' };

/** A channel that people cannot be taken to from here. */
export const channelElsewhere = (platform: string) => `a channel in ${names[platform] ?? platform}`;
