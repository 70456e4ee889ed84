import type { Schedule } from './steps.js';

/** What the simulation has found, as the shortest schedule that showed it and what that was. */
export interface Regression extends Schedule {
  readonly showed: string;
}

export const REGRESSIONS: readonly Regression[] = [
  {
    showed: 'A snapshot told a place in an epoch in which nothing had been appended; a second failover gives the same place to another event.',
    seed: 0,
    steps: [{ does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'client', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 6628 }, { does: 'commit', pick: 28111 }, { does: 'failover', pick: 7 }],
  },
  {
    showed: 'One who caught up was told the event that took its access away, under the rights that it took.',
    seed: 3749439729,
    steps: [{ does: 'answerFails', pick: 0 }, { does: 'commit', pick: 20673 }, { does: 'client', pick: 3149 }, { does: 'commit', pick: 5325 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'rightsFail', pick: 0 }, { does: 'rights', pick: 7577 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }],
  },
  {
    showed: 'A snapshot showed what came after its reader had been sent away, because the node had not got that far.',
    seed: 2036225182,
    steps: [{ does: 'commit', pick: 126 }, { does: 'commit', pick: 48950 }, { does: 'time', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'restart', pick: 0 }, { does: 'client', pick: 35076 }, { does: 'rights', pick: 11389 }, { does: 'commit', pick: 0 }],
  },
  {
    showed: 'A snapshot that was read under earlier rights was sent under narrower ones.',
    seed: 2426857477,
    steps: [{ does: 'commit', pick: 0 }, { does: 'rights', pick: 7014 }, { does: 'client', pick: 63432 }, { does: 'commit', pick: 0 }, { does: 'rights', pick: 1710 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }],
  },
  {
    showed: 'Those who were behind were told the next page of a log that their place was not in any more.',
    seed: 0,
    steps: [{ does: 'client', pick: 7349 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 88 }, { does: 'purge', pick: 0 }, { does: 'client', pick: 13397 }],
  },
  {
    showed: 'A client that knew more than its node was let in, or sent away, without the node looking at the log as it was then.',
    seed: 0,
    steps: [{ does: 'client', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 15213 }, { does: 'suspension', pick: 0 }, { does: 'purge', pick: 0 }, { does: 'client', pick: 15601 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }],
  },
  {
    showed: 'A checkpoint named the epoch after a failover with a number from before it.',
    seed: 0,
    steps: [{ does: 'client', pick: 0 }, { does: 'time', pick: 30925 }, { does: 'commit', pick: 0 }, { does: 'failover', pick: 0 }, { does: 'commit', pick: 48130 }, { does: 'purge', pick: 0 }, { does: 'commit', pick: 45382 }, { does: 'answerFails', pick: 0 }, { does: 'time', pick: 0 }, { does: 'restart', pick: 0 }],
  },
  {
    showed: 'Between a failover and its turn, one who had caught up with the new log was told what was left of the old.',
    seed: 215565010,
    steps: [{ does: 'commit', pick: 35325 }, { does: 'client', pick: 5655 }, { does: 'commit', pick: 0 }, { does: 'crash', pick: 0 }, { does: 'readFails', pick: 0 }, { does: 'rightsFail', pick: 0 }, { does: 'failover', pick: 25919 }, { does: 'rights', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }],
  },
  {
    showed: 'A quiet reader was sent away because events were lost that it had never been told of.',
    seed: 0,
    steps: [{ does: 'client', pick: 33523 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 15070 }, { does: 'failover', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'client', pick: 0 }, { does: 'commit', pick: 10509 }, { does: 'cut', pick: 0 }],
  },
  {
    showed: 'Rights that were lost in a failover held until the next review, because no event said so.',
    seed: 0,
    steps: [{ does: 'client', pick: 50052 }, { does: 'commit', pick: 2279 }, { does: 'commit', pick: 0 }, { does: 'failover', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'rights', pick: 48296 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }],
  },
  {
    showed: 'A reader of one branch missed an event that concerns no patient.',
    seed: 0,
    steps: [{ does: 'client', pick: 0 }, { does: 'client', pick: 7853 }, { does: 'rights', pick: 14 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }],
  },
  {
    showed: 'A review that was given up with its agency was logged as a failure.',
    seed: 0,
    steps: [{ does: 'client', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'failover', pick: 0 }, { does: 'rightsFail', pick: 3051 }, { does: 'commit', pick: 0 }, { does: 'cut', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'time', pick: 1635 }],
  },
  {
    showed: 'A place of a second failover was taken for good by a node that knew only of the first, as both would have the same epoch.',
    seed: 2515703492,
    steps: [{ does: 'commit', pick: 15103 }, { does: 'client', pick: 0 }, { does: 'commit', pick: 12177 }, { does: 'commit', pick: 881 }, { does: 'commit', pick: 3002 }, { does: 'failover', pick: 51197 }, { does: 'suspension', pick: 0 }, { does: 'failover', pick: 3457 }, { does: 'commit', pick: 0 }, { does: 'client', pick: 12357 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }],
  },
  {
    showed: 'A node that was behind by more than a page did not read on for a client that was not.',
    seed: 0,
    steps: [{ does: 'client', pick: 0 }, { does: 'commit', pick: 8160 }, { does: 'commit', pick: 11969 }, { does: 'client', pick: 60271 }, { does: 'time', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 0 }],
  },
  {
    showed: 'A start that was remembered from before a failover was given to whoever began, again and again, while the new log was as long as the old.',
    seed: 1519288472,
    steps: [{ does: 'commit', pick: 0 }, { does: 'client', pick: 1125 }, { does: 'client', pick: 16766 }, { does: 'commit', pick: 21240 }, { does: 'commit', pick: 8394 }, { does: 'commit', pick: 41779 }, { does: 'client', pick: 34210 }, { does: 'failover', pick: 44 }, { does: 'commit', pick: 0 }, { does: 'commit', pick: 7378 }, { does: 'commit', pick: 19970 }],
  },
];
