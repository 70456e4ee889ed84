import { serveParent } from './child.js';
import { Party, type PartySettings } from './party.js';

serveParent(async (settings: PartySettings) => {
  const party = new Party(settings);
  await party.open();
  return {
    ready: null,
    answers: {
      received: (count: number) => party.received(count),
      take: () => party.take(),
      cut: () => party.cut(),
      resume: (missed: number) => party.resume(missed),
      sample: () => party.sample(),
    },
    stop: async () => party.close(),
  };
});
