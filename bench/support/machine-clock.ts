/** Milliseconds on the one clock that all processes of this machine share, and that nobody adjusts while a bench runs. */
export function machineMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
