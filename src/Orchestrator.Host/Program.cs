using Orchestrator.Host;
using Orchestrator.Host.Commands;

using var interrupts = new Interrupts();
return await OrchestratorCommand.RunAsync(args, Terminal.OfProcess(), interrupts.Token);
