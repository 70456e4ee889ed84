import { expect, test } from '@jest/globals';

import { dateOf, dayOf, instantAt, localDayAt, localMinuteAt, MS_PER_DAY } from '../../src/base/day.js';

/** Against the calendar that comes with JavaScript, written out and read again: another way to the same answer. */
const ZONES = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles', 'America/Anchorage', 'Pacific/Honolulu', 'America/Puerto_Rico'];
const QUARTER_MS = 15 * 60_000;

function reference(zone: string): (instantMs: number) => readonly [string, number] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
  return (instantMs) => {
    const part = Object.fromEntries(format.formatToParts(instantMs).map(({ type, value }) => [type, value]));
    return [`${part['year']}-${part['month']}-${part['day']}`, Number(part['hour']) * 60 + Number(part['minute'])];
  };
}

test.each(ZONES)('days and minutes in %s are those of an independent calendar, through both changes of the clock', (zone) => {
  const told = reference(zone);
  for (const date of ['2026-03-08', '2026-11-01']) {
    const noon = Date.parse(`${date}T12:00:00Z`);
    for (let at = noon - 1.5 * MS_PER_DAY; at < noon + 1.5 * MS_PER_DAY; at += QUARTER_MS) {
      expect([new Date(at).toISOString(), dateOf(localDayAt(at, zone)), localMinuteAt(at, zone)]).toEqual([new Date(at).toISOString(), ...told(at)]);
    }
  }
});

test.each(ZONES)('a minute of a day in %s is found again, unless the clocks leave it out', (zone) => {
  const told = reference(zone);
  for (const date of ['2026-03-08', '2026-11-01']) {
    for (let minute = 0; minute < 24 * 60; minute += 15) {
      const [day, found] = told(instantAt(dayOf(date), minute, zone));
      const isLeftOut = date === '2026-03-08' && minute >= 120 && minute < 180 && !['America/Phoenix', 'Pacific/Honolulu', 'America/Puerto_Rico'].includes(zone);
      expect([day, found]).toEqual([date, isLeftOut ? minute + 60 : minute]);
    }
  }
});
