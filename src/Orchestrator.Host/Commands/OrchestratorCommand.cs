using System.CommandLine;
using System.CommandLine.Parsing;

namespace Orchestrator.Host.Commands;

/// <summary>The <c>orchestrator</c> command line.</summary>
internal static class OrchestratorCommand
{
    private const string Description =
        "Does synthetic data help this model on this data set, by how much, and is it more than noise?";

    /// <summary>Runs one command line and returns its exit code. Never throws.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken interrupted)
    {
        try
        {
            var parsed = Create(terminal).Parse(args);
            if (parsed.Errors.Count > 0)
                return Refuse(parsed.Errors, terminal);
            var configuration = new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, interrupted);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return FailureReport.Write(failure, terminal.Error, terminal.ShowsExceptions);
        }
    }

    private static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand($"{Description}\n\n{ExitCode.Table}")
        {
            RunCommand.Create(terminal),
            ReproduceCommand.Create(terminal),
            PlanCommand.Create(terminal),
            ReportCommand.Create(terminal),
            ResultsCommand.Create(terminal),
            ListCommand.Create(terminal),
            ServeCommand.Create(terminal),
            WorkCommand.Create(terminal),
            WorkSlotCommand.Create(terminal),
            HealthCommand.Create(terminal),
            SubmitCommand.Create(terminal),
            WatchCommand.Create(terminal),
            WorkersCommand.Create(terminal),
            SweepsCommand.Create(terminal),
            DatasetsCommand.Create(terminal),
            GeneratorsCommand.Create(terminal),
            ModelsCommand.Create(terminal),
        };
        foreach (var command in SteerCommands.Create(terminal))
            root.Add(command);
        return root;
    }

    private static int Refuse(IReadOnlyList<ParseError> errors, Terminal terminal)
    {
        foreach (var message in errors.Select(e => e.Message).Distinct())
            terminal.Error.WriteLine($"error: {message}");
        terminal.Error.WriteLine("orchestrator --help lists the commands and their options.");
        return ExitCode.BadInput;
    }
}
