import { Command, CommanderError } from 'commander';

/** Adds its commands to the program. */
type Register = (program: Command) => void;

/** Every command with the folder that it lives in. Only what is asked for is loaded, so that a date needs no database. */
const commands: readonly { names: readonly string[]; load: () => Promise<Register> }[] = [
  { names: ['deadline'], load: async () => (await import('./deadline/register.js')).registerDeadline },
  { names: ['eligibility'], load: async () => (await import('./eligibility/register.js')).registerEligibility },
  { names: ['workflow'], load: async () => (await import('./workflow/register.js')).registerWorkflow },
  {
    names: ['migrate', 'seed', 'token', 'health', 'outbox'],
    load: async () => (await import('./operator/register.js')).registerOperator,
  },
  { names: ['people'], load: async () => (await import('./operator/register-people.js')).registerPeople },
];

async function run(argv: readonly string[]): Promise<void> {
  const program = new Command('kept')
    .description('Every promise has an owner and a date.')
    .showSuggestionAfterError(false)
    .exitOverride();
  const asked = commands.filter(({ names }) => names.includes(argv[2] ?? ''));
  for (const { load } of asked.length > 0 ? asked : commands) (await load())(program);
  await program.parseAsync(argv);
}

/** Status 2 and one line where a command cannot be understood or carried out; help is no error. */
try {
  await run(process.argv);
} catch (error) {
  if (!(error instanceof CommanderError)) process.stderr.write(`${firstLine(error)}\n`);
  process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
