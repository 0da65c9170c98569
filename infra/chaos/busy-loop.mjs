// Loaded before a worker: at SIGUSR2 it computes for so long without a pause, and does nothing else meanwhile.
const milliseconds = Number(process.env.CHAOS_BUSY_MS);

process.on('SIGUSR2', () => {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
});
